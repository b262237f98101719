import { AwsError, type JsonAction } from '../../aws/index.ts';

/** A parameter as it is read. */
export interface StoredParameter {
  readonly name: string;
  readonly arn: string;
  readonly type: string;
  readonly value: string;
}

/** What actions work with. */
export interface ParameterServices {
  /** The app's own, and what was given from outside. */
  readonly find: (name: string) => StoredParameter | null;
  /** All whose names are below a path. */
  readonly below: (path: string) => readonly StoredParameter[];
  /** ARN of a parameter by its name, whether it is there or not. */
  readonly arnOf: (name: string) => string;
  /** When they were made, in milliseconds since the epoch. */
  readonly since: number;
}

/** One action of the Parameter Store. */
export type ParameterAction = JsonAction<ParameterServices>;

/** The refusal of what a request holds. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

/** In the names of AWS. */
export const toParameter = (
  { name, arn, type, value }: StoredParameter,
  { since }: ParameterServices,
): object => ({
  Name: name,
  Type: type,
  Value: value,
  Version: 1,
  LastModifiedDate: since / 1_000,
  ARN: arn,
  DataType: 'text',
});

/**
 * The name of a parameter that is asked for by its name or ARN, with a version or label or without.
 * @throws AwsError ValidationException
 */
export function nameIn(given: unknown): string {
  if (typeof given !== 'string' || given === '') throw invalid('Name is required.');
  const [, path] = /^arn:[^:]*:ssm:[^:]*:[^:]*:parameter\/(.+)$/.exec(given) ?? [];
  // Names with a path have a slash in front, which ARNs leave out.
  const name = path === undefined ? given : path.includes('/') ? `/${path}` : path;
  return name.replace(/:[^:/]*$/, '');
}
