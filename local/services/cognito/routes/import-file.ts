import type { HttpRoute } from '../../../shared/http-route.ts';
import { send } from '../../../shared/send.ts';
import { putImportFile, requireImportJob, requireSignature } from '../import/jobs.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import { readFile } from './http.ts';

const PATH = /^\/cognito-import\/([\w-]+)\/(import-[\w-]+)$/;
/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool.html */
const LARGEST = 100 * 1024 * 1024; // 100 MiB

/** The PreSignedUrl of an import job, which is one of Amazon S3 at AWS. */
export function importFileRoute(services: Services): HttpRoute {
  return {
    name: 'cognito import file',
    matches: (request, url) => request.method === 'PUT' && PATH.test(url.pathname),
    async handle(request, response, { pathname, searchParams }) {
      const [, poolId = '', jobId = ''] = PATH.exec(pathname) ?? [];
      try {
        const pool = services.pools.get(poolId);
        requireSignature(services, pool, jobId, searchParams.get('signature') ?? '');
        if (requireImportJob(services, pool, jobId).status !== 'Created') {
          throw new CognitoError('AccessDenied', 'Request has expired', 403);
        }
        const csv = await readFile(request, LARGEST);
        if (csv === null) {
          throw new CognitoError('EntityTooLarge', 'The file is larger than 100 MiB.');
        }
        putImportFile(services, pool, jobId, csv);
        send(response, 200, '', {});
      } catch (error) {
        if (!(error instanceof CognitoError)) throw error;
        send(response, error.status, `${error.type}: ${error.message}\n`, {
          'content-type': 'text/plain; charset=utf-8',
        });
      }
    },
  };
}
