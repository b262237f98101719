import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { synthesizeTemplates } from '../support/synthesize.ts';
import { builtPages } from '../support/built-pages.ts';

/** What an account has one of by a name, whatever the region, and where its name stands. */
const ACCOUNT_WIDE: Readonly<Record<string, readonly string[]>> = {
  'AWS::CloudWatch::Dashboard': ['DashboardName'],
  'AWS::Budgets::Budget': ['Budget', 'BudgetName'],
  'AWS::CloudFront::ResponseHeadersPolicy': ['ResponseHeadersPolicyConfig', 'Name'],
  'AWS::CloudFront::OriginAccessControl': ['OriginAccessControlConfig', 'Name'],
  'AWS::CloudFront::Function': ['Name'],
};

/** Most characters of the name of an origin access control, which takes fewest of them. */
const MOST = 64;

function namesIn(region: string): readonly string[] {
  using made = synthesizeTemplates('prod', {
    env: { account: '111122223333', region },
    pages: builtPages(),
  });
  const template = Template.fromStack(made.api);
  return Object.entries(ACCOUNT_WIDE).flatMap(([type, path]) =>
    Object.values(template.findResources(type)).map((resource) => {
      const name = path.reduce<unknown>(
        (value, part) => (value as Readonly<Record<string, unknown>>)[part],
        (resource as { readonly Properties: unknown }).Properties,
      );
      return `${type} ${String(name)}`;
    }),
  );
}

it('a stage in a second region of an account: none of its names is taken by the first', () => {
  const [first, second] = ['eu-central-1', 'ap-southeast-2'].map(namesIn) as [string[], string[]];
  expect(first.length).toBeGreaterThanOrEqual(Object.keys(ACCOUNT_WIDE).length);
  expect(first.filter((name) => second.includes(name))).toEqual([]);
  for (const name of [...first, ...second]) {
    expect(name).toMatch(/^AWS::\w+::\w+ [\w-]+$/u);
    expect(name.split(' ')[1]?.length).toBeLessThanOrEqual(MOST);
  }
});
