import { describe, expect, it } from 'vitest';
import { HOLDS_DATA } from '../../cdk/holds-data.ts';
import { stageOf, STAGE_NAMES } from '../../cdk/stages.ts';
import { releaseOf } from '../../cdk/upgrade.ts';
import { templateOf, type StackTemplate } from '../support/template.ts';

const of = (stage: string) => templateOf(stage).stacks;

const typesOf = ({ Resources: resources }: StackTemplate) =>
  new Set(Object.values(resources).map(({ Type }) => Type));

/** What a template says of other stacks, by what it says it with. */
function referencesOf(template: StackTemplate): unknown[] {
  const found: unknown[] = [];
  JSON.stringify(template, (name, value: unknown) => {
    if (name === 'Fn::ImportValue' || name === 'Fn::GetStackOutput') found.push({ [name]: value });
    return value;
  });
  return found;
}

/** What no stage of a rebuilt API would miss: files that the next deployment puts there again, and logs. */
const REBUILT = ['ConsoleBucket', 'ConsoleLogs'];

describe.each(STAGE_NAMES)('the stacks of %s', (name) => {
  it('keep all that holds data in the directory: the API has files of the console alone', () => {
    const { directory, api } = of(name);
    const held = Object.entries(api.Resources)
      .filter(([, { Type }]) => Object.hasOwn(HOLDS_DATA, Type))
      .filter(([id]) => !REBUILT.some((rebuilt) => id.startsWith(rebuilt)));
    expect(held.map(([id]) => id)).toEqual([]);
    // Without these nobody signs in: they must not go with the API.
    expect(typesOf(directory)).toContain('AWS::Lambda::Function');
  });

  it('put nothing into the directory that could hold data unnoticed', () => {
    const without = [
      'AWS::Cognito::UserPoolSessionConfigurationAttachment',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::Logs::LogGroup',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::Subscription',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
    ];
    const types = [...typesOf(of(name).directory)];
    expect(
      types.filter((type) => !Object.hasOwn(HOLDS_DATA, type) && !without.includes(type)),
    ).toEqual([]);
  });

  it('refer one way, and pin nothing: the API reads outputs, and the directory knows nothing of it', () => {
    const { directory, api } = of(name);
    expect(referencesOf(directory)).toEqual([]);
    expect(Object.values(directory.Outputs).filter(({ Export }) => Export)).toEqual([]);
    const references = referencesOf(api);
    expect(references.length).toBeGreaterThan(20);
    expect(references).toEqual(
      references.map(() => ({
        'Fn::GetStackOutput': expect.objectContaining({ StackName: `UserManager-${name}` }),
      })),
    );
    expect(Object.values(api.Outputs).filter(({ Export }) => Export)).toEqual([]);
  });

  it('call what holds data the same as the last release does in prod', () => {
    const ids = (stage: string) => Object.keys(releaseOf(of(stage).directory));
    const topic = 'MonitoringAlarms66989066';
    expect(ids(name).filter((id) => id !== topic)).toEqual(
      ids('prod').filter((id) => id !== topic),
    );
  });

  it.each([
    ['directory', 'AWS::Cognito::UserPool', 'UserPoolDAD9161D'],
    ['directory', 'AWS::DynamoDB::GlobalTable', 'UsersTable695FA693'],
    ['api', 'AWS::AppSync::GraphQLApi', 'ApiCD79AAA0'],
  ] as const)('have in the %s the %s under the name that it always had', (stack, type, id) => {
    expect(of(name)[stack].Resources[id]?.Type).toBe(type);
  });

  it('are both protected where the stage is', () => {
    const { deletionProtection, removalPolicy } = stageOf(name);
    const { directory } = of(name);
    for (const [id, resource] of Object.entries(directory.Resources)) {
      const { Type, DeletionPolicy } = resource as { Type: string; DeletionPolicy?: string };
      if (!['AWS::Cognito::UserPool', 'AWS::DynamoDB::GlobalTable'].includes(Type)) continue;
      expect([id, DeletionPolicy?.toLowerCase().replace('delete', 'destroy')]).toEqual([
        id,
        removalPolicy,
      ]);
    }
    expect(templateOf(name).terminationProtection).toEqual([
      deletionProtection,
      deletionProtection,
    ]);
  });
});
