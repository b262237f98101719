import { CfnResource, Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { IGNORED_TYPES, RESOURCE_TYPES } from '../../assembly/index.ts';
import { appOf } from './synthesize-app.ts';

describe('tables', () => {
  test.each(Object.keys(IGNORED_TYPES).filter((type) => !type.endsWith('*')))(
    '%s: is left out without a word',
    (type) => {
      const app = appOf((root) => {
        new CfnResource(new Stack(root, 'S'), 'Ignored', { type });
      });
      expect(app.unsupported).toEqual([]);
    },
  );

  test('IGNORED_TYPES: none of them is a type the engine reads', () => {
    const read = Object.keys(RESOURCE_TYPES).filter((type) => RESOURCE_TYPES[type]?.read);
    expect(read.length).toBeGreaterThan(10);
    expect(read.filter((type) => IGNORED_TYPES[type] !== undefined)).toEqual([]);
  });

  test('RESOURCE_TYPES: each entry lies under its CloudFormation name', () => {
    for (const type of Object.keys(RESOURCE_TYPES))
      expect(type).toMatch(/^(AWS::\w+|Custom)::\w+$/);
  });
});
