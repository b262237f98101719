import { join } from 'node:path';
import { LocalError } from '../../shared/errors.ts';
import { isObject } from '../../shared/is-object.ts';
import { legacyAssets } from './legacy-assets.ts';
import type { LegacyAsset } from './legacy-assets.ts';
import { isFile, plainTemplates } from './plain-templates.ts';
import { readJson } from './read-json.ts';

/** A stack of the assembly, as the manifest names it. */
interface StackArtifact {
  readonly artifactId: string;
  readonly stackName: string;
  readonly displayName: string;
  /** Folder its template and assets lie in. */
  readonly folder: string;
  readonly templateFile: string;
  /** Null for a stack that is deployed wherever its deployer is. */
  readonly region: string | null;
  readonly accountId: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly dependencies: readonly string[];
  /** Of CDK v1. */
  readonly legacyAssets: readonly LegacyAsset[];
}

/** What manifest.json tells of an assembly. */
export interface Manifest {
  /** In deployment order: a stack comes after those it depends on. */
  readonly stacks: readonly StackArtifact[];
  /** Asset manifests (`<stack>.assets.json`) with the folder they count from. */
  readonly assetManifests: readonly { readonly folder: string; readonly file: string }[];
  /** What the app looked up in the account and nobody answered: its values are made up by CDK. */
  readonly missing: readonly MissingContext[];
}

/** An entry that cdk.context.json would have after a synthesis with credentials. */
export interface MissingContext {
  readonly key: string;
  /** Kind of the lookup, `ssm`. */
  readonly provider: string;
}

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  /** `aws://<account>/<region>`; either may be `unknown-...`. */
  readonly environment?: string;
  readonly dependencies?: readonly string[];
  readonly metadata?: unknown;
  readonly properties?: {
    readonly file?: string;
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly directoryName?: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
}

/**
 * Reads manifest.json; where there is none, the templates that lie there.
 * @param only artifact ids, names or display names of the stacks to take; all when absent
 * @throws LocalError ERR_ASSEMBLY
 */
export function readManifest(path: string, only?: readonly string[]): Manifest {
  if (isFile(join(path, 'manifest.json'))) return readAssembled(path, only);
  const stacks = plainTemplates(path).map(({ stackName, folder, file }) => ({
    artifactId: stackName,
    stackName,
    displayName: stackName,
    folder,
    templateFile: file,
    region: null,
    accountId: null,
    parameters: {},
    dependencies: [],
    legacyAssets: [],
  }));
  return { stacks: inOrder(stacks, only), assetManifests: [], missing: [] };
}

/**
 * Reads manifest.json, and those of stages (assemblies inside the assembly).
 * @param only artifact ids, names or display names of the stacks to take, with those they depend on; all when absent
 * @throws LocalError ERR_ASSEMBLY
 */
function readAssembled(folder: string, only?: readonly string[]): Manifest {
  const stacks: StackArtifact[] = [];
  const assetManifests: { folder: string; file: string }[] = [];
  const missing = new Map<string, MissingContext>();
  visit(folder);
  return { stacks: inOrder(stacks, only), assetManifests, missing: [...missing.values()] };

  function visit(current: string): void {
    const manifest = readJson(join(current, 'manifest.json'));
    refuseNewer(current, manifest['version']);
    const lookups = (manifest['missing'] ?? []) as readonly MissingContext[];
    for (const lookup of lookups) missing.set(lookup.key, lookup);
    for (const [artifactId, artifact] of artifactsOf(current, manifest)) {
      const { file, directoryName } = artifact.properties ?? {};
      if (artifact.type === 'aws:cloudformation:stack') {
        stacks.push(stackArtifact(current, artifactId, artifact));
      } else if (artifact.type === 'cdk:asset-manifest' && file) {
        assetManifests.push({ folder: current, file: join(current, file) });
      } else if (artifact.type === 'cdk:cloud-assembly' && directoryName) {
        visit(join(current, directoryName));
      }
    }
  }
}

/** The newest revision that is known; @aws-cdk/cloud-assembly-schema counts them. */
export const SCHEMA_REVISION = 55;

/** As the CDK CLI does: a newer manifest may say things that nobody here understands. */
function refuseNewer(folder: string, version: unknown): void {
  const [revision = ''] = typeof version === 'string' ? version.split('.') : [];
  if (!(Number(revision) > SCHEMA_REVISION)) return;
  throw new LocalError(
    'ERR_ASSEMBLY',
    `${folder} was made by a newer CDK: its manifest has version ${String(version)}, ` +
      `known are those to ${SCHEMA_REVISION}. Take a newer engine, or an older aws-cdk-lib for the app.`,
  );
}

function artifactsOf(
  folder: string,
  { artifacts }: Readonly<Record<string, unknown>>,
): [string, Artifact][] {
  if (isObject(artifacts)) {
    const entries = Object.entries(artifacts);
    if (entries.every(([, artifact]) => isObject(artifact)))
      return entries as unknown as [string, Artifact][];
  }
  throw new LocalError(
    'ERR_ASSEMBLY',
    `${join(folder, 'manifest.json')} lists no artifacts: it is damaged, or no manifest. Synthesize again.`,
  );
}

function stackArtifact(folder: string, artifactId: string, artifact: Artifact): StackArtifact {
  const stackName = artifact.properties?.stackName ?? artifactId;
  const assets = legacyAssets(artifact.metadata);
  const [accountId, region] = (artifact.environment ?? '').replace(/^aws:\/\//, '').split('/');
  return {
    accountId: known(accountId),
    region: known(region),
    artifactId,
    stackName,
    displayName: artifact.displayName ?? stackName,
    folder,
    templateFile: join(folder, artifact.properties?.templateFile ?? `${artifactId}.template.json`),
    parameters: { ...parametersOf(assets), ...artifact.properties?.parameters },
    legacyAssets: assets,
    dependencies: artifact.dependencies ?? [],
  };
}

const parametersOf = (assets: readonly LegacyAsset[]): Readonly<Record<string, string>> =>
  Object.assign({}, ...assets.map(({ parameters }) => parameters)) as Record<string, string>;

function known(place: string | undefined): string | null {
  return place && !place.startsWith('unknown-') ? place : null;
}

function inOrder(stacks: readonly StackArtifact[], only?: readonly string[]): StackArtifact[] {
  const byId = new Map(stacks.map((stack) => [stack.artifactId, stack]));
  const ordered = new Set<StackArtifact>();
  const add = (stack: StackArtifact, seen: readonly StackArtifact[]): void => {
    if (ordered.has(stack) || seen.includes(stack)) return;
    for (const id of stack.dependencies) {
      const dependency = byId.get(id);
      if (dependency) add(dependency, [...seen, stack]);
    }
    ordered.add(stack);
  };
  for (const stack of only ? only.map((name) => named(name, stacks)) : stacks) add(stack, []);
  return [...ordered];
}

function named(name: string, stacks: readonly StackArtifact[]): StackArtifact {
  const found = stacks.find((stack) =>
    [stack.artifactId, stack.stackName, stack.displayName].includes(name),
  );
  if (found) return found;
  throw new LocalError(
    'ERR_ASSEMBLY',
    `The assembly has no stack ${name}; it has ${stacks.map((stack) => stack.displayName).join(', ')}.`,
  );
}
