import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files that take long, in their order: one of them at the end of a run would keep a core idle. */
const LONGEST = [
  'test/faults/passing-faults.test.ts',
  'console/test/states.test.ts',
  'console/test/account.test.ts',
  'console/test/second-factor.test.ts',
  'test/api/playground.test.ts',
  'client/test/next-app.test.ts',
  'console/test/people.test.ts',
  'console/test/person.test.ts',
  'test/api/attributes.test.ts',
  'local/test/cli.test.ts',
  'console/test/passkeys.test.ts',
  'console/test/overview.test.ts',
  'test/faults/dead-letters.test.ts',
  'test/api/restart.test.ts',
  'local/test/studio/studio-page.test.ts',
  'local/test/studio/studio-views.test.ts',
  'test/bench/unit-costs.test.ts',
  'test/api/email-change.test.ts',
  'local/test/appsync-js/budget.test.ts',
  'local/test/services/cognito/amplify.test.ts',
  'local/test/fixtures/ledger/ledger.test.ts',
  'test/faults/lost-power.test.ts',
  'test/commands/users.main.test.ts',
  'test/bench/run.test.ts',
  'local/test/services/cognito/identity-js.test.ts',
  'test/functions/obstacles.test.ts',
  'test/faults/poisoned-user.test.ts',
  'console/test/keyboard.test.ts',
  'local/test/packaging/package.test.ts',
  'console/test/invite.test.ts',
  'test/api/clients/fresh-apps.test.ts',
  'local/test/cli-state.test.ts',
];

/** The place of a file among the longest; behind them all for any other. */
function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((file) => moduleId.endsWith(`/${file}`));
  return place < 0 ? LONGEST.length : place;
}

/** Vitest's order, which knows no times in a fresh checkout, but for the longest files of a project. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = Map.groupBy(await super.sort(files), ({ project }) => project.name);
    return [...byProject.values()].flatMap((ofProject) =>
      ofProject.toSorted((one, other) => placeOf(one) - placeOf(other)),
    );
  }
}
