import { join } from 'node:path';
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

/** Finds a file or folder by the hash in its S3 location: templates carry nothing else. */
export type AssetCatalog = (locator: string) => string | null;

/** Reads every asset manifest of the assembly. */
export function readAssets(manifest: Manifest): AssetCatalog {
  const paths = new Map<string, string>();
  for (const { folder, file } of manifest.assetManifests) {
    for (const [hash, asset] of Object.entries((readJson(file) as AssetManifest).files ?? {})) {
      const path = asset.source?.path;
      if (!path) continue;
      paths.set(hash, join(folder, path));
      for (const { objectKey } of Object.values(asset.destinations ?? {})) {
        if (objectKey) paths.set(lastSegment(objectKey), join(folder, path));
      }
    }
  }
  return (locator) => {
    const name = lastSegment(locator);
    return paths.get(name) ?? paths.get(name.replace(/\.[^.]*$/, '')) ?? null;
  };
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
