import { randomUUID } from 'node:crypto';
import type { DataSourceConfig } from '../assembly/model.ts';
import { PERMISSIVE_IAM } from '../aws/iam/index.ts';
import type { Permissions } from '../aws/iam/types.ts';
import { refusalToInvoke } from '../services/lambda/index.ts';
import type { LambdaHost } from '../services/lambda/types.ts';
import type { Principal } from '../aws/credentials.ts';
import type { DataSourcesOptions } from './create-data-sources.ts';

/** As what AppSync signs its calls, seen in the refusals of other services. */
const SESSION_NAME = 'APPSYNC_ASSUME_ROLE';

/** Who AppSync is to the services behind a data source; null for one without a role. */
export function sessionOf(
  { roleArn }: Pick<DataSourceConfig, 'roleArn'>,
  { iam = PERMISSIVE_IAM }: Pick<DataSourcesOptions, 'iam'>,
): Principal | null {
  return roleArn ? iam.session(roleArn, SESSION_NAME) : null;
}

/** A host that fails the functions which a data source's role may not invoke. */
export function restricted(lambda: LambdaHost, permissions: Permissions | undefined): LambdaHost {
  if (!permissions) return lambda;
  return {
    ...lambda,
    async invoke(functionName, payload) {
      const errorMessage = refusalToInvoke(permissions, functionName);
      if (errorMessage === null) return lambda.invoke(functionName, payload);
      return { ok: false, error: { errorType: 'AccessDeniedException', errorMessage } };
    },
  };
}

/** What AWS's SDK for Java adds to the sentence of a service, in the form of its second version. */
export function framed(sentence: string, service: string, status: number): string {
  return `${sentence} (Service: ${service}, Status Code: ${status}, Request ID: ${randomUUID()})`;
}
