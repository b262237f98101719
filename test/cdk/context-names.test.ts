import { expect, it } from 'vitest';
import { requireKnownNames } from '../../cdk/context-names.ts';
import { readSettings } from '../../cdk/settings.ts';
import { OWN_NAMES } from '../../cdk/stage.ts';

it('requireKnownNames: lets pass what cdk.json says, our own names, and what the CDK asks and keeps', () => {
  const names = [
    ...Object.keys(readSettings().context),
    ...OWN_NAMES,
    'stage',
    'preview',
    'pages',
    'canary',
    'renew',
    'aws:cdk:bundling-stacks',
    'aws:cdk:enable-asset-metadata',
    'availability-zones:account=111122223333:region=eu-central-1',
    '@aws-cdk/core:checkSecretUsage',
    'cdk-migrate',
  ];
  expect(() =>
    requireKnownNames(Object.fromEntries(names.map((name) => [name, 'x']))),
  ).not.toThrow();
});

it.each(['stge', 'Stage', 'canry', 'consoleWebACL', 'mailfrom', 'toString'])(
  'requireKnownNames: refuses %s, and says which there are',
  (name) => {
    expect(() => requireKnownNames({ stage: 'dev', [name]: 'prod' })).toThrow(
      new RegExp(`"${name}"; there is .*consoleWebAcl.*stage`, 'u'),
    );
  },
);
