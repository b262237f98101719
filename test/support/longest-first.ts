import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files that take long, in their order: one of them at the end of a run would keep a core idle. */
const LONGEST = [
  'test/faults/passing-faults.test.ts',
  'console/test/states.test.ts',
  'test/api/playground.test.ts',
  'console/test/account.test.ts',
  'local/test/studio/studio-page.test.ts',
  'local/test/studio/studio-views.test.ts',
  'test/bench/run.test.ts',
  'client/test/next-app.test.ts',
  'console/test/second-factor.test.ts',
  'console/test/people.test.ts',
  'test/faults/dead-letters.test.ts',
  'console/test/person.test.ts',
  'local/test/cli.test.ts',
  'test/bench/fan-out.test.ts',
  'console/test/overview.test.ts',
  'console/test/keyboard.test.ts',
  'test/commands/users.main.test.ts',
  'test/faults/lost-power.test.ts',
  'test/faults/poisoned-user.test.ts',
  'local/test/cli-state.test.ts',
  'local/test/appsync-js/budget.test.ts',
  'test/api/restart.test.ts',
  'test/api/attributes.test.ts',
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
