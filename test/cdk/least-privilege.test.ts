import { describe, expect, it } from 'vitest';
import { stageOf, STAGE_NAMES } from '../../cdk/stages.ts';
import {
  actions,
  FUNCTIONS,
  templateOf,
  type Statement,
  type StageTemplate,
} from '../support/template.ts';

interface FullStatement extends Statement {
  readonly Effect: string;
  readonly Principal?: { readonly Service?: string };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Why a statement says `*`, and nothing narrower. */
const WILDCARDS: readonly (readonly [reason: string, Pick<Statement, 'Action'>, on: RegExp])[] = [
  [
    'X-Ray has no resources',
    { Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'] },
    /^"\*"$/,
  ],
  [
    "AWS's own policy for CodeDeploy names none: which alarms it may look at could not be tried",
    { Action: 'cloudwatch:DescribeAlarms' },
    /^"\*"$/,
  ],
  [
    'the indexes of the one table',
    { Action: 'dynamodb:Query' },
    /UsersTable\w+","Arn"\]\},"\/index\/\*"/,
  ],
  [
    'the versions of the one function, where no alias stands before it',
    { Action: 'lambda:InvokeFunction' },
    /"Fn::GetAtt":\["Functions\w+","Arn"\]\},":\*"/,
  ],
  [
    'the objects that Lambda puts into the one bucket, and no others',
    { Action: 's3:PutObject' },
    /failedchangesBucket\w+","Arn"\]\},"\/aws\/lambda\/\*"/,
  ],
  [
    "CDK's function for the pages reads what the CDK put there to deploy",
    { Action: ['s3:GetBucket*', 's3:GetObject*', 's3:List*'] },
    /^\[(?:(?!Bucket\w*","Arn).)*cdk-hnb659fds-assets/,
  ],
  [
    "and writes the pages, and nothing else of the console's bucket",
    {
      Action: [
        's3:Abort*',
        's3:DeleteObject*',
        's3:GetBucket*',
        's3:GetObject*',
        's3:List*',
        's3:PutObject',
        's3:PutObjectLegalHold',
        's3:PutObjectRetention',
        's3:PutObjectTagging',
        's3:PutObjectVersionTagging',
      ],
    },
    /^\[\{"Fn::GetAtt":\["ConsoleBucket\w+","Arn"\]\},\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["ConsoleBucket\w+","Arn"\]\},"\/\*"\]\]\}\]$/,
  ],
];

const documentsOf = (stage: StageTemplate, type: string, property: string) =>
  stage
    .find(type)
    .map(([id, { Properties }]) => [id, Properties[property]] as const)
    .map(
      ([id, document]) =>
        [id, (document as { Statement: readonly FullStatement[] }).Statement] as const,
    );

/** The default stages, and one with everything that is an option. */
const open = (): StageTemplate =>
  (everything ??= templateOf(
    {
      ...stageOf('prod'),
      name: 'all',
      selfSignUp: true,
      customerKey: true,
      introspection: true,
    },
    { withPages: true },
  ));
let everything: StageTemplate | undefined;
const STAGES: readonly (readonly [string, () => StageTemplate])[] = [
  ...STAGE_NAMES.map((name) => [name, () => templateOf(name, { withPages: true })] as const),
  ['a stage with every option', open],
];

describe.each(STAGES)('the policies of %s', (_name, template) => {
  it('say `*` only with a reason', () => {
    const unexplained = template()
      .statements()
      .filter(({ Action, Resource }) => JSON.stringify([Action, Resource]).includes('*'))
      .filter(
        ({ Action, Resource }) =>
          !WILDCARDS.some(
            ([, allowed, on]) =>
              JSON.stringify(allowed.Action) === JSON.stringify(Action) &&
              on.test(JSON.stringify(Resource)),
          ),
      );
    expect(unexplained).toEqual([]);
  });

  it('are of one role for each function and data source', () => {
    const roles = template()
      .find('AWS::IAM::Role')
      .map(([id]) => id);
    const users = [
      ...template()
        .find('AWS::Lambda::Function')
        .map(([, { Properties }]) => Properties['Role']),
      ...template()
        .find('AWS::AppSync::DataSource')
        .map(([, { Properties }]) => Properties['ServiceRoleArn']),
    ]
      .filter((role) => role !== undefined)
      .map((role) => (role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0]);
    expect(new Set(users).size).toBe(users.length);
    // The others are AppSync's for its log, CodeDeploy's, and the Scheduler's, each for the one function that it runs.
    const canary = template().find('AWS::CodeDeploy::Application').length > 0;
    expect(roles.filter((id) => !users.includes(id))).toEqual([
      expect.stringMatching(/^ApiLogRole/),
      ...(canary ? [expect.stringMatching(/^Canaryrole/)] : []),
      expect.stringMatching(/^Schedulesremindinvitedrole/),
      expect.stringMatching(/^Schedulescountpeoplerole/),
    ]);
  });

  it('trust services of AWS for this account alone', () => {
    const trusts = documentsOf(template(), 'AWS::IAM::Role', 'AssumeRolePolicyDocument').flatMap(
      ([, statements]) => statements,
    );
    for (const { Principal, Condition } of trusts) {
      const { Service = '' } = Principal ?? {};
      // AppSync names no condition keys for the roles that it takes, so a condition could lock it out:
      // https://docs.aws.amazon.com/appsync/latest/devguide/security_iam_service-with-iam.html
      if (Service === 'appsync.amazonaws.com') continue;
      expect([
        'codedeploy.amazonaws.com',
        'lambda.amazonaws.com',
        'scheduler.amazonaws.com',
      ]).toContain(Service);
      expect(Condition?.['StringEquals']).toHaveProperty('aws:SourceAccount');
    }
  });

  it('let services reach the topic, and everybody the key, for this account alone', () => {
    const open = [
      ...documentsOf(template(), 'AWS::SNS::TopicPolicy', 'PolicyDocument'),
      ...documentsOf(template(), 'AWS::KMS::Key', 'KeyPolicy'),
    ]
      .flatMap(([, statements]) => statements)
      .filter(({ Effect }) => Effect === 'Allow')
      // The account itself: without it nobody could change the policy of a key any more.
      .filter(({ Principal = {} }) => !JSON.stringify(Principal).includes(':root'));
    for (const { Condition } of open) {
      const names = Object.keys(Condition?.['StringEquals'] ?? {});
      expect(names.some((name) => ['aws:SourceAccount', 'kms:CallerAccount'].includes(name))).toBe(
        true,
      );
    }
  });
});

/** Types whose policies say who else may come, and what of them is the document. */
const RESOURCE_POLICIES = {
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
} as const;

/** Names of condition keys are the same in any case: CDK writes `AWS:SourceArn`, too. */
const SOURCES = ['aws:sourceaccount', 'aws:sourcearn'];

describe.each(STAGES)('services of AWS in %s', (_name, template) => {
  it('come to a resource for this account, or for one thing of it', () => {
    const open = Object.entries(RESOURCE_POLICIES)
      .flatMap(([type, property]) => documentsOf(template(), type, property))
      .flatMap(([id, statements]) => statements.map((statement) => [id, statement] as const))
      .filter(([, { Effect, Principal }]) => Effect === 'Allow' && Principal?.Service !== undefined)
      .filter(
        ([, { Condition = {} }]) =>
          !Object.values(Condition).some((keys) =>
            Object.keys(keys).some((key) => SOURCES.includes(key.toLowerCase())),
          ),
      );
    expect(open).toEqual([]);
  });

  it('invoke a function for one thing of this account', () => {
    const open = template()
      .find('AWS::Lambda::Permission')
      .filter(
        ([, { Properties }]) =>
          Properties['SourceArn'] === undefined && Properties['SourceAccount'] === undefined,
      );
    expect(open.map(([id]) => id)).toEqual([]);
  });
});

describe('the reasons for `*`', () => {
  it('are all needed', () => {
    const statements = STAGES.flatMap(([, template]) => template().statements());
    for (const [reason, { Action }, on] of WILDCARDS) {
      const needed = statements.some(
        (one) =>
          JSON.stringify(one.Action) === JSON.stringify(Action) &&
          on.test(JSON.stringify(one.Resource)),
      );
      expect([reason, needed]).toEqual([reason, true]);
    }
  });
});

/** Why a function reaches all items of the table: what of it it needs. */
const ALL_KEYS: Readonly<Record<string, string>> = {
  'update-user': 'record, two addresses and invitation, and the list of administrators',
  'confirm-email-change': 'record and two addresses, and what waits for a code',
  'search-users': 'the indexes, which hold users and nothing else',
  'delete-user': 'record, history, address and last sign-in, and the list of administrators',
};

describe('leading keys', () => {
  it.each(STAGES)(
    '%s: no function reaches more of the table without a reason',
    (_name, template) => {
      const reaching = FUNCTIONS.filter((name) =>
        (template().statementsOf(name) as FullStatement[]).some(
          ({ Resource, Condition, ...one }) =>
            actions({ Resource, ...one }).some((action) =>
              /^dynamodb:.*(?:Item|Query)$/u.test(action),
            ) &&
            JSON.stringify(Resource).includes('"UsersTable') &&
            Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] === undefined,
        ),
      );
      expect(reaching.toSorted()).toEqual(Object.keys(ALL_KEYS).toSorted());
    },
  );

  it.each([
    ['record-sign-in', ['USER#*'], ['USER#*', 'DIRECTORY']],
    ['record-sign-up', ['USER#*'], ['EMAIL#*'], ['USER#*', 'EMAIL#*']],
    ['create-user', ['USER#*'], ['EMAIL#*', 'TOKEN#*'], ['USER#*', 'EMAIL#*', 'TOKEN#*']],
    ['resend-invitation', ['USER#*'], ['INVITATION#*']],
    ['update-me', ['USER#*']],
    ['request-email-change', ['USER#*'], ['EMAIL#*']],
    ['suspend-user', ['USER#*'], ['USER#*', 'DIRECTORY']],
    ['reactivate-user', ['USER#*'], ['USER#*', 'DIRECTORY'], ['INVITATION#*']],
    ['export-user', ['USER#*']],
  ] as const)('%s reaches %j of the table and no other items', (name, ...families) => {
    const ofTable = (open().statementsOf(name) as FullStatement[]).filter((one) =>
      actions(one).some((action) => action.startsWith('dynamodb:')),
    );
    const leadingKeys = ofTable.map(
      ({ Condition }) => Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'],
    );
    expect(leadingKeys).toEqual(families);
  });
});

describe('a stage with a key of its own', () => {
  it('encrypts with it both tables and what was given up, and keeps it as long as the data', () => {
    const stage = open();
    const [[id, key] = ['', undefined]] = stage.find('AWS::KMS::Key');
    expect(key).toMatchObject({
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
    const byKey = (value: unknown) => JSON.stringify(value).includes(`["${id}","Arn"]`);
    const tables = stage.find('AWS::DynamoDB::GlobalTable');
    expect(tables.map(([, { Properties }]) => byKey(Properties['Replicas']))).toEqual([true, true]);
    const [bucket] = stage.find('AWS::S3::Bucket').filter(([name]) => name.startsWith('EventS'));
    expect(byKey(bucket?.[1].Properties['BucketEncryption'])).toBe(true);
    expect(templateOf('prod').find('AWS::KMS::Key')).toEqual([]);
  });

  it('lets the key be used through the services that hold the data alone', () => {
    const [[, statements] = ['', []]] = documentsOf(open(), 'AWS::KMS::Key', 'KeyPolicy');
    const others = statements.filter(
      ({ Principal = {} }) => !JSON.stringify(Principal).includes(':root'),
    );
    expect(others).toHaveLength(1);
    expect(others[0]?.Condition).toEqual({
      StringEquals: {
        'kms:CallerAccount': '111122223333',
        'kms:ViaService': ['dynamodb.eu-central-1.amazonaws.com', 's3.eu-central-1.amazonaws.com'],
      },
    });
  });
});

describe('what a sign-in needs', () => {
  it('has invocations of its own in prod, which no burst of others takes', () => {
    for (const name of ['record-sign-in', 'limit-access-token']) {
      expect(
        templateOf('prod').functionOf(name)[1].Properties['ReservedConcurrentExecutions'],
      ).toBe(100);
      expect(templateOf('dev').functionOf(name)[1].Properties).not.toHaveProperty(
        'ReservedConcurrentExecutions',
      );
    }
  });
});
