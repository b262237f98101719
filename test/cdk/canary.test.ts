import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { FunctionName } from '../../cdk/functions/functions.ts';
import { FIELD_FUNCTIONS } from '../../cdk/functions/field-functions.ts';
import { renewalOf } from '../../cdk/settings.ts';
import { stageOf, STAGE_NAMES } from '../../cdk/stages.ts';
import type { FieldFunction } from '../../model/operations.ts';
import { synthesizeTemplates } from '../support/synthesize.ts';
import { FUNCTIONS, templateOf, type Resource, type StageTemplate } from '../support/template.ts';

/** Why a new version of what no field asks meets everybody at once. */
const AT_ONCE: Readonly<Record<Exclude<FunctionName, FieldFunction>, string>> = {
  'record-sign-in': 'the pool calls it, in a stack that knows no alarm of the API',
  'record-sign-up': 'the same',
  'limit-access-token': 'the same',
  'publish-changes': 'two versions at once would not keep the order of a change of one person',
  'sync-identity': 'the same',
  'remind-invited': 'a tenth of one run a day is nothing',
  'count-people': 'a tenth of one run an hour is nothing',
};

/** Why a stage has none. */
const WITHOUT: Readonly<Record<string, string>> = {
  dev: 'its people are who deploys, and wait for it',
};

interface Deployed extends Resource {
  readonly DependsOn?: readonly string[];
  readonly UpdatePolicy?: {
    readonly CodeDeployLambdaAliasUpdate: { readonly DeploymentGroupName: { Ref: string } };
  };
}

interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
}

const CANARIES = STAGE_NAMES.filter((name) => !Object.hasOwn(WITHOUT, name));

const aliasesOf = ({ find }: Pick<StageTemplate, 'find'>) =>
  find('AWS::Lambda::Alias') as [string, Deployed][];

/** Logical id of the alias of each function that has one. */
function aliasByFunction(template: StageTemplate): ReadonlyMap<string, string> {
  return new Map(
    aliasesOf(template).map(([id, { Properties }]) => {
      const { Ref: of } = Properties['FunctionName'] as Reference;
      const name = FUNCTIONS.find((each) => template.functionOf(each)[0] === of);
      return [name ?? String(of), id];
    }),
  );
}

describe.each(CANARIES)('the functions of %s', (stage) => {
  const template = () => templateOf(stage);

  it('have a canary, or a reason to have none', () => {
    const with_ = [...aliasByFunction(template()).keys()].toSorted();
    expect(with_).toEqual(FUNCTIONS.filter((name) => !Object.hasOwn(AT_ONCE, name)).toSorted());
    expect(with_).toEqual(Object.keys(FIELD_FUNCTIONS).toSorted());
  });

  it('that have one are asked by AppSync through it, and in no other way', () => {
    const aliases = new Set(aliasByFunction(template()).values());
    const asked = template()
      .find('AWS::AppSync::DataSource')
      .flatMap(([, { Properties }]) => {
        const { LambdaFunctionArn: arn } = (Properties['LambdaConfig'] ?? {}) as {
          readonly LambdaFunctionArn?: Reference;
        };
        return arn ? [arn.Ref] : [];
      });
    expect(new Set(asked)).toEqual(aliases);
    const invoking = template()
      .statements()
      .filter(({ Action }) => [Action].flat().includes('lambda:InvokeFunction'))
      .flatMap(({ Resource: on }) => [on].flat() as Reference[]);
    const functions = [...aliasByFunction(template()).keys()].map(
      (name) => template().functionOf(name)[0],
    );
    expect(
      invoking.filter((on) => functions.some((id) => JSON.stringify(on).includes(`"${id}"`))),
    ).toEqual([]);
  });

  it('are shifted by CodeDeploy in the steps of the stage, and back by the alarm or when a deployment fails', () => {
    const groups = new Map(template().find('AWS::CodeDeploy::DeploymentGroup'));
    const [[alarm] = ['']] = template()
      .find('AWS::CloudWatch::Alarm')
      .filter(([id]) => id.startsWith('Canary'));
    for (const [id, { UpdatePolicy }] of aliasesOf(template())) {
      const { Ref: group = '' } =
        UpdatePolicy?.CodeDeployLambdaAliasUpdate.DeploymentGroupName ?? {};
      expect([id, groups.get(group)?.Properties]).toMatchObject([
        id,
        {
          DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
          AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: alarm } }] },
          AutoRollbackConfiguration: {
            Enabled: true,
            Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'],
          },
        },
      ]);
    }
    expect(groups.size).toBe(aliasesOf(template()).length);
  });

  it('are all there before the schema that asks them', () => {
    const [[, schema] = ['', null]] = template().find('AWS::AppSync::GraphQLSchema');
    expect((schema as Deployed).DependsOn).toEqual(
      expect.arrayContaining(aliasesOf(template()).map(([id]) => id)),
    );
    const waiting = [
      ...template().find('AWS::AppSync::Resolver'),
      ...template().find('AWS::AppSync::FunctionConfiguration'),
    ] as [string, Deployed][];
    expect(waiting.length).toBeGreaterThan(30);
    const early = waiting.filter(
      ([, { DependsOn }]) => !DependsOn?.some((id) => id.startsWith('ApiSchema')),
    );
    expect(early.map(([id]) => id)).toEqual([]);
  });

  it('let CodeDeploy lead calls to their versions, and do nothing else', () => {
    const rights = template()
      .find('AWS::IAM::Policy')
      .filter(([id]) => id.startsWith('Canary'))
      .flatMap(([, { Properties }]) => {
        const { Statement } = Properties['PolicyDocument'] as {
          readonly Statement: readonly { Action: string | readonly string[] }[];
        };
        return Statement.flatMap(({ Action }) => Action);
      });
    expect(rights.toSorted()).toEqual([
      'cloudwatch:DescribeAlarms',
      'lambda:GetAlias',
      'lambda:GetProvisionedConcurrencyConfig',
      'lambda:UpdateAlias',
    ]);
  });
});

describe('a stage without a canary', () => {
  it.each(Object.keys(WITHOUT))('%s: its functions are asked themselves', (stage) => {
    expect(stageOf(stage).canary).toBeNull();
    expect(aliasesOf(templateOf(stage))).toEqual([]);
    expect(templateOf(stage).find('AWS::CodeDeploy::DeploymentGroup')).toEqual([]);
  });
});

describe('--context renew', () => {
  const versionsOf = (renewal: string | null): readonly string[] =>
    templateOf('prod', { renewal })
      .find('AWS::Lambda::Version')
      .map(([id]) => id);

  it('publishes every function that fields ask anew, with another word than before, and with none else', () => {
    const before = versionsOf(null);
    const renewed = versionsOf('2026-11-30');
    expect(renewed).toHaveLength(before.length);
    expect(renewed.filter((id) => before.includes(id))).toEqual([]);
    expect(versionsOf('2026-12-01').filter((id) => renewed.includes(id))).toEqual([]);
    expect(renewed.length).toBeGreaterThan(10);
  });

  it.each(['', 'two words', 'x'.repeat(65), true])('refuses %j', (renew) => {
    expect(() => renewalOf((name) => (name === 'renew' ? renew : undefined))).toThrow(
      '--context renew=',
    );
  });
});

describe('--context canary=off', () => {
  it('brings all calls to a new version at once, which no alarm takes back', () => {
    using made = synthesizeTemplates('prod', { allAtOnce: true });
    const groups = Object.values(
      Template.fromStack(made.api).findResources('AWS::CodeDeploy::DeploymentGroup'),
    ) as Resource[];
    expect(groups.length).toBeGreaterThan(10);
    for (const { Properties } of groups) {
      expect(Properties['DeploymentConfigName']).toBe('CodeDeployDefault.LambdaAllAtOnce');
      expect(JSON.stringify(Properties['AlarmConfiguration'] ?? {})).not.toContain('Canary');
    }
  });
});
