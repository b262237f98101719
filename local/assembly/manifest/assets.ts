import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Manifest } from './manifest.ts';
import { readJson } from './read-json.ts';

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source?: { readonly path?: string };
        readonly destinations?: Readonly<Record<string, { readonly objectKey?: string }>>;
      }
    >
  >;
}

/**
 * Finds a file or folder by the hash in its S3 location: templates of CDK carry nothing else. Others name
 * files beside them, or objects that were uploaded from there.
 */
export type AssetCatalog = (locator: string) => string | null;

/** Reads every asset manifest of the assembly. */
export function readAssets(manifest: Manifest): AssetCatalog {
  const paths = new Map<string, string>();
  for (const { folder, file } of manifest.assetManifests) {
    for (const [hash, asset] of Object.entries((readJson(file) as AssetManifest).files ?? {})) {
      const path = asset.source?.path;
      if (!path) continue;
      // `cdk synth --no-staging` names files where they are.
      const place = resolve(folder, path);
      paths.set(hash, place);
      for (const { objectKey } of Object.values(asset.destinations ?? {})) {
        if (objectKey) paths.set(lastSegment(objectKey), place);
      }
    }
  }
  for (const { folder, legacyAssets } of manifest.stacks) {
    for (const { key, path } of legacyAssets) paths.set(key, resolve(folder, path));
  }
  const folders = [...new Set(manifest.stacks.map(({ folder }) => folder))];
  return (locator) => {
    const name = lastSegment(locator);
    return (
      paths.get(name) ?? paths.get(name.replace(/\.[^.]*$/, '')) ?? besideTemplate(locator, folders)
    );
  };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `./src`, `s3://bucket/prefix/resolvers/get.vtl`: the longest end of it that is there. */
function besideTemplate(locator: string, folders: readonly string[]): string | null {
  const parts = locator.replace(/^\w+:\/\//, '').split('/');
  for (let from = 0; from < parts.length; from += 1) {
    const path = parts.slice(from).join('/');
    const found = folders.map((folder) => join(folder, path)).find((file) => existsSync(file));
    if (path !== '' && found !== undefined) return found;
  }
  return null;
}
