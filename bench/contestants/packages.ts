import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Packages outside the repository's own node_modules, which have no types here. */
export interface Packages {
  /** A CommonJS package, as the shape the caller says it has. */
  require(name: string): unknown;
  version(name: string): string;
}

/** The packages installed in a folder. */
export function packagesIn(folder: string): Packages {
  const require = createRequire(join(folder, 'package.json'));
  return {
    require: (name) => require(name) as unknown,
    version(name) {
      const file = join(folder, 'node_modules', name, 'package.json');
      return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
    },
  };
}
