import { AwsError, requirePermission } from '../../aws/index.ts';
import type { Principal } from '../../aws/credentials.ts';
import type { DatabaseCluster } from '../../assembly/model.ts';
import { parseObject } from '../../shared/parse-object.ts';
import type { Cluster } from './cluster.ts';
import type { Session } from './connection.ts';

/** A request, in the names of AWS. */
export type DataApiInput = Readonly<Record<string, unknown>>;

/** A cluster of the app, with what runs it. */
export interface PlayedCluster {
  readonly config: DatabaseCluster;
  readonly cluster: Cluster;
}

/** Where secrets are looked up. */
export interface FindsSecrets {
  /** By name or ARN. */
  readonly find: (id: string) => { readonly arn: string; readonly secretString: string } | null;
  /** What policies are asked for, of a secret that is not there. */
  readonly arnOf: (id: string) => string;
}

/** What actions work with. */
export interface DataApiServices {
  readonly clusters: readonly PlayedCluster[];
  readonly secrets: FindsSecrets;
  /** Says what of a request is left aside. */
  readonly warn: (message: string) => void;
}

/** One action of the Data API. */
export interface DataApiAction {
  /** Where requests go. */
  readonly path: string;
  /** @throws AwsError */
  answer(input: DataApiInput, services: DataApiServices, caller: Principal | null): Promise<object>;
}

/** What most actions begin with. */
export interface Admitted extends PlayedCluster {
  readonly session: Session;
}

/**
 * The cluster of a request, and as whom it comes, when the caller may do it.
 * @param action `ExecuteStatement`
 * @throws AwsError AccessDeniedException, BadRequestException, HttpEndpointNotEnabledException,
 * DatabaseNotFoundException, SecretsErrorException, InvalidSecretException
 */
export function admit(
  action: string,
  input: DataApiInput,
  services: DataApiServices,
  caller: Principal | null,
): Admitted {
  const resourceArn = textOf(input, 'resourceArn');
  const secretArn = textOf(input, 'secretArn');
  requirePermission(caller, [`rds-data:${action}`, resourceArn], 403);
  const played = clusterOf(resourceArn, services);
  const { config } = played;
  requirePlayed(config);
  const { username, password } = credentialsOf(secretArn, services, caller);
  const database = optionalText(input, 'database') ?? config.databaseName ?? 'postgres';
  if (optionalText(input, 'schema') !== undefined) {
    services.warn('schema is left aside, which AWS does not support: name it in the statement');
  }
  return { ...played, session: { user: username, password, database } };
}

function clusterOf(arn: string, { clusters }: DataApiServices): PlayedCluster {
  const found = clusters.find(({ config }) => config.arn === arn);
  if (found) return found;
  const known = clusters.map(({ config }) => config.arn).join(', ') || 'none';
  throw new AwsError(
    'BadRequestException',
    `${arn} is no DB cluster of this app. What there is: ${known}.`,
  );
}

/** @throws AwsError for a cluster that nothing here runs, or that the template does not open to the Data API */
function requirePlayed({ engine, arn, isHttpEndpointEnabled, hasInstance }: DatabaseCluster): void {
  if (engine !== 'aurora-postgresql') {
    throw new AwsError(
      'UnsupportedByLocalEngine',
      `${arn} is of ${engine}, which does not run on this machine: aurora-postgresql does.`,
    );
  }
  if (!isHttpEndpointEnabled) {
    throw new AwsError(
      'HttpEndpointNotEnabledException',
      `HttpEndpoint is not enabled for resource ${arn}`,
    );
  }
  if (!hasInstance) {
    throw new AwsError(
      'DatabaseNotFoundException',
      `The DB cluster ${arn} doesn't have a DB instance.`,
      404,
    );
  }
}

function credentialsOf(
  id: string,
  { secrets }: DataApiServices,
  caller: Principal | null,
): { readonly username: string; readonly password: string } {
  const secret = secrets.find(id);
  requirePermission(
    caller,
    ['secretsmanager:GetSecretValue', secret?.arn ?? secrets.arnOf(id)],
    403,
  );
  if (!secret) {
    throw new AwsError('SecretsErrorException', "Secrets Manager can't find the specified secret.");
  }
  const { username, password } = parseObject(secret.secretString) ?? {};
  if (typeof username === 'string' && typeof password === 'string') return { username, password };
  throw new AwsError(
    'InvalidSecretException',
    `The secret ${id} isn't valid: it is no JSON object with username and password.`,
  );
}

/**
 * A member of a request that has to be there.
 * @throws AwsError BadRequestException
 */
export function textOf(input: DataApiInput, name: string): string {
  const text = optionalText(input, name);
  if (text !== undefined) return text;
  throw new AwsError('BadRequestException', `The request is not valid: ${name} is required.`);
}

/**
 * A member of a request; an empty one is as good as none.
 * @throws AwsError BadRequestException
 */
export function optionalText(input: DataApiInput, name: string): string | undefined {
  const value = input[name] ?? '';
  if (typeof value === 'string') return value === '' ? undefined : value;
  throw new AwsError('BadRequestException', `The request is not valid: ${name} is no text.`);
}
