import { describe, expect, test } from 'vitest';
import { STAGE_NAMES } from '../../cdk/stages.ts';
import { templateOf } from '../support/template.ts';

/**
 * What CloudFormation takes of a template, which cannot be raised but for the resources of an account.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const QUOTAS = { Resources: 500, Outputs: 200, Parameters: 200, Mappings: 200 } as const;
const MOST_BYTES = 1_048_576; // 1 MB, from S3, where the CDK puts it
const MOST_NAME = 255; // characters of a logical id

/** There is to be room for what comes: whoever passes this splits the stack before AWS asks for it. */
const FULL = 0.8;

const TEMPLATES = STAGE_NAMES.flatMap((stage) =>
  Object.values(templateOf(stage).stacks).map((stack) => [stack.stackName, stack] as const),
);

describe.each(TEMPLATES)('the template of %s', (_name, stack) => {
  const { stackName: _of, ...template } = stack;
  const json = template as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  test.each(Object.entries(QUOTAS))('has far fewer %s than AWS takes', (section, most) => {
    expect(Object.keys(json[section] ?? {}).length).toBeLessThan(most * FULL);
  });

  test('is far from the size that AWS takes', () => {
    const bytes = Buffer.byteLength(JSON.stringify(json));
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(MOST_BYTES * FULL);
  });

  test('has names of resources that AWS takes', () => {
    const ids = Object.keys(json['Resources'] ?? {});
    expect(ids.filter((id) => id.length > MOST_NAME || !/^[A-Za-z0-9]+$/u.test(id))).toEqual([]);
  });
});
