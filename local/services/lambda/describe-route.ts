import type { LambdaFunction } from '../../assembly/model.ts';
import type { CredentialStore } from '../../aws/credentials.ts';
import {
  AwsError,
  createFront,
  refuseRestJson,
  requirePermission,
  requireSignature,
} from '../../aws/index.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { sendJson } from '../../shared/send.ts';
import type { RunnableFunction } from './runnable-function.ts';

/** The list ends with a slash, as SDKs ask for it. */
const PATH = /^\/2015-03-31\/functions(?:\/|\/([^/]+)(\/configuration)?)?$/;

/** What there is to describe. */
interface Described {
  readonly credentials: Pick<CredentialStore, 'find'>;
  readonly find: (nameOrArn: string) => RunnableFunction | null;
  readonly all: () => readonly LambdaFunction[];
}

/**
 * ListFunctions, GetFunction and GetFunctionConfiguration of Lambda, which ask only.
 * https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 */
export function createDescribeRoute({ credentials, find, all }: Described): HttpRoute {
  return createFront({
    name: 'lambda descriptions',
    awsServices: { lambda: 'ListFunctions and GetFunction of Lambda' },
    matches: (request, url) => request.method === 'GET' && PATH.test(url.pathname),
    limit: { bytes: 1_024 },
    answer({ request, response, url, body }) {
      const caller = requireSignature(request, body, { service: 'lambda', credentials });
      const [, encoded, configuration] = PATH.exec(url.pathname) ?? [];
      if (encoded === undefined) {
        requirePermission(caller, ['lambda:ListFunctions', '*'], 403);
        sendJson(response, 200, { Functions: all().map(shown) });
        return;
      }
      const name = decodeURIComponent(encoded);
      const config = find(name)?.config ?? absent(name);
      const action = configuration ? 'GetFunctionConfiguration' : 'GetFunction';
      requirePermission(caller, [`lambda:${action}`, config.arn], 403);
      sendJson(response, 200, configuration ? shown(config) : { Configuration: shown(config) });
    },
    refuse: (error, { response }) => {
      refuseRestJson(response, error, { Type: 'User', Message: error.message });
    },
  });
}

function absent(name: string): never {
  throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
}

const shown = (config: LambdaFunction): object => ({
  FunctionName: config.functionName,
  FunctionArn: config.arn,
  Runtime: config.runtime,
  Role: config.roleArn,
  Handler: config.handler,
  Timeout: config.timeout,
  MemorySize: config.memorySize,
  Environment: { Variables: config.environment },
  PackageType: 'Zip',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  Version: '$LATEST',
});
