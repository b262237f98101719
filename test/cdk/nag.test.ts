import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { STAGE_NAMES } from '../../cdk/stages.ts';
import { builtPages } from '../support/built-pages.ts';
import { NAG_REASONS, type NagReason } from '../support/nag-reasons.ts';
import { synthesizeTemplates } from '../support/synthesize.ts';

interface Finding {
  readonly rule: string;
  /** Below the stack. */
  readonly path: string;
}

const told = new Map<string, readonly Finding[]>();

/** What both packs say of a stage. */
function findingsOf(stage: string): readonly Finding[] {
  const known = told.get(stage);
  if (known) return known;
  using made = synthesizeTemplates(stage, { pages: builtPages() });
  const findings = [made.directory, made.api]
    .flatMap((stack) =>
      [new AwsSolutionsChecks(stack), new ServerlessChecks(stack)].flatMap(
        (pack) => pack.validateScope(stack).violations,
      ),
    )
    .flatMap(({ ruleName: rule, violatingResources }) =>
      violatingResources.map(({ constructPath = '' }) => ({ rule, path: constructPath })),
    );
  told.set(stage, findings);
  return findings;
}

const isReasonFor = ({ rule, where }: NagReason, finding: Finding): boolean =>
  (typeof rule === 'string' ? rule === finding.rule : rule.test(finding.rule)) &&
  where.test(finding.path);

test.each(STAGE_NAMES)(
  'cdk-nag on %s: AwsSolutions and Serverless find nothing without a written reason',
  (stage) => {
    const findings = findingsOf(stage);
    expect(findings).not.toEqual([]);
    const unexplained = findings.filter(
      (finding) => !NAG_REASONS.some((reason) => isReasonFor(reason, finding)),
    );
    expect(unexplained).toEqual([]);
  },
);

test('cdk-nag: each written reason is of something that it finds', () => {
  const findings = STAGE_NAMES.flatMap(findingsOf);
  const idle = NAG_REASONS.filter(
    (reason) => !findings.some((finding) => isReasonFor(reason, finding)),
  );
  expect(idle).toEqual([]);
});
