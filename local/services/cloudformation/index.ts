import type { App } from '../../assembly/model.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import {
  AwsError,
  createQueryFront,
  requirePermission,
  type QueryAction,
} from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import type { Part } from '../../shared/service.ts';

/** What of the app its stacks are told by. */
export type DescribedApp = Pick<
  App,
  'region' | 'accountId' | 'outputs' | 'apis' | 'tables' | 'functions' | 'userPools'
>;

const MAX_BODY_BYTES = 64 * 1024; // 64 KiB

/**
 * DescribeStacks of CloudFormation, with the outputs that the engine gives: tests and scripts look up there
 * where an app is.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export function createCloudformation(
  app: DescribedApp,
  {
    credentials,
    startedAt,
  }: { readonly credentials: Pick<CredentialStore, 'find'>; readonly startedAt: number },
): Part & { readonly routes: readonly HttpRoute[] } {
  const describeStacks: QueryAction = (form, caller) => {
    requirePermission(caller, ['cloudformation:DescribeStacks', '*'], 403);
    return { Stacks: described(form.get('StackName'), app, startedAt) };
  };
  const route = createQueryFront({
    name: 'cloudformation',
    title: 'CloudFormation',
    played: 'DescribeStacks of CloudFormation',
    actions: new Map([['DescribeStacks', describeStacks]]),
    credentials,
    maxBodyBytes: MAX_BODY_BYTES,
  });
  return { name: 'cloudformation', routes: [route] };
}

function described(asked: string | null, app: DescribedApp, startedAt: number): readonly object[] {
  const names = [...stackNames(app)];
  const found = names.filter(
    (name) => asked === null || [name, stackId(name, app)].includes(asked),
  );
  if (found.length === 0 && asked !== null)
    throw new AwsError('ValidationError', `Stack with id ${asked} does not exist`);
  return found.map((name) => ({
    StackId: stackId(name, app),
    StackName: name,
    CreationTime: new Date(startedAt).toISOString(),
    StackStatus: 'CREATE_COMPLETE',
    Outputs: Object.entries(app.outputs)
      .filter(([key]) => key.startsWith(`${name}.`))
      .map(([key, OutputValue]) => ({ OutputKey: key.slice(name.length + 1), OutputValue })),
  }));
}

const stackId = (name: string, { region, accountId }: DescribedApp): string =>
  `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/local`;

/** Stacks are known by what is in them. */
function stackNames({ outputs, apis, tables, functions, userPools }: DescribedApp): Set<string> {
  return new Set([
    ...Object.keys(outputs).map((key) => key.slice(0, key.indexOf('.'))),
    ...[...apis, ...tables, ...functions, ...userPools].map(({ stackName }) => stackName),
  ]);
}
