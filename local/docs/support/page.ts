import { join } from 'node:path';
import { format } from 'oxfmt';
import { helpers, language } from './appsync-js.ts';
import { authorization } from './authorization.ts';
import { cloudformation } from './cloudformation.ts';
import { cognito } from './cognito.ts';
import { dataSources } from './data-sources.ts';
import { descriptions } from './descriptions.ts';
import { dynamodbEngine } from './dynamodb-engine.ts';
import { eventApis } from './event-apis.ts';
import { events } from './events.ts';
import { errors } from './errors.ts';
import { graphql } from './graphql.ts';
import { lambda } from './lambda.ts';
import { mappingTemplates } from './mapping-templates.ts';
import { page } from './markdown.ts';
import { rdsData } from './rds-data.ts';
import { realtime } from './realtime.ts';
import { ROOT } from './rows.ts';
import { roles } from './roles.ts';
import { s3 } from './s3.ts';
import { secrets } from './secrets.ts';
import { ses } from './ses.ts';
import { sns } from './sns.ts';
import { stepFunctions } from './step-functions.ts';
import { unverified } from './unverified.ts';

/** local/docs/support.md. */
export const SUPPORT_FILE = join(ROOT, 'local', 'docs', 'support.md');

const INTRODUCTION = [
  '<!-- Made by `npm run docs` from the tables in local/; do not edit. -->',
  'What of AWS the local engine plays. A row that says *yes* behaves as AWS’s documents say, in the test beside it, where one is named; *partly* says what is missing; *no* says what happens instead. What could not be compared with AWS is listed at the end.',
  'Two CDK apps unlike this one run on the engine as they are: [notes](../test/fixtures/notes/notes-stack.ts) (API key, pipelines, nested stack, interfaces) and [orders](../test/fixtures/orders/api-stack.ts) (IAM, Lambda authorizer, batches, HTTP, two stacks).',
];

/** The page, as it must stand in the repository. */
export async function supportPage(): Promise<string> {
  const sections = [
    cloudformation(),
    dataSources(),
    helpers(),
    language(),
    mappingTemplates(),
    graphql(),
    authorization(),
    roles(),
    realtime(),
    eventApis(),
    lambda(),
    descriptions(),
    cognito(),
    s3(),
    rdsData(),
    ses(),
    events(),
    sns(),
    stepFunctions(),
    secrets(),
    dynamodbEngine(),
    errors(),
    unverified(),
  ];
  const { code } = await format(SUPPORT_FILE, page('What is supported', INTRODUCTION, sections));
  return code;
}
