import { isObject } from '../../shared/is-object.ts';

/** An asset as CDK v1 tells of it: among a stack's metadata, its place in S3 by parameters. */
export interface LegacyAsset {
  /** File or folder, from the assembly. */
  readonly path: string;
  /** Name of its object, made up here. */
  readonly key: string;
  /** What its parameters are given. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The assets that a stack of CDK v1 takes by parameters.
 * https://docs.aws.amazon.com/cdk/v2/guide/assets.html (legacy stack synthesizer)
 */
export function legacyAssets(metadata: unknown): readonly LegacyAsset[] {
  if (!isObject(metadata)) return [];
  const entries = Object.values(metadata).flatMap((list): unknown[] =>
    Array.isArray(list) ? list : [],
  );
  return entries.flatMap((entry) =>
    isObject(entry) && entry['type'] === 'aws:cdk:asset' && isObject(entry['data'])
      ? legacyAsset(entry['data'])
      : [],
  );
}

function legacyAsset(data: Readonly<Record<string, unknown>>): LegacyAsset[] {
  const { path, sourceHash, s3BucketParameter, s3KeyParameter, artifactHashParameter } = data;
  if (typeof path !== 'string' || typeof sourceHash !== 'string') return [];
  const parameters: Record<string, string> = {};
  if (typeof s3BucketParameter === 'string') parameters[s3BucketParameter] = 'cdk-assets';
  // The template joins what stands before and behind the bars.
  if (typeof s3KeyParameter === 'string') parameters[s3KeyParameter] = `assets/||${sourceHash}`;
  if (typeof artifactHashParameter === 'string') parameters[artifactHashParameter] = sourceHash;
  return [{ path, key: sourceHash, parameters }];
}
