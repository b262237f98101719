import { join } from 'node:path';
import { LocalError } from '../shared/errors.ts';
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
}

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
  readonly properties?: {
    readonly file?: string;
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly directoryName?: string;
    readonly parameters?: Readonly<Record<string, string>>;
  };
}

/**
 * Reads manifest.json, and those of stages (assemblies inside the assembly).
 * @param only artifact ids, names or display names of the stacks to take, with those they depend on; all when absent
 * @throws LocalError ERR_ASSEMBLY
 */
export function readManifest(folder: string, only?: readonly string[]): Manifest {
  const stacks: StackArtifact[] = [];
  const assetManifests: { folder: string; file: string }[] = [];
  const missing = new Map<string, MissingContext>();
  visit(folder);
  return { stacks: inOrder(stacks, only), assetManifests, missing: [...missing.values()] };

  function visit(current: string): void {
    const manifest = readJson(join(current, 'manifest.json')) as {
      artifacts?: Record<string, Artifact>;
      missing?: readonly MissingContext[];
    };
    const { artifacts = {} } = manifest;
    for (const lookup of manifest.missing ?? []) missing.set(lookup.key, lookup);
    for (const [artifactId, artifact] of Object.entries(artifacts)) {
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

function stackArtifact(folder: string, artifactId: string, artifact: Artifact): StackArtifact {
  const stackName = artifact.properties?.stackName ?? artifactId;
  const [accountId, region] = (artifact.environment ?? '').replace(/^aws:\/\//, '').split('/');
  return {
    accountId: known(accountId),
    region: known(region),
    artifactId,
    stackName,
    displayName: artifact.displayName ?? stackName,
    folder,
    templateFile: join(folder, artifact.properties?.templateFile ?? `${artifactId}.template.json`),
    parameters: artifact.properties?.parameters ?? {},
    dependencies: artifact.dependencies ?? [],
  };
}

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
