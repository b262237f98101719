import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { LocalError } from '../../shared/errors.ts';

/** What the search looks at; tests give their own. */
export interface BinarySearch {
  readonly platform: string;
  readonly arch: string;
  /** Value of PATH. */
  readonly path: string;
  /** Full path of a package's file. Throws when it is not installed. */
  resolve(specifier: string): string;
}

const thisMachine = (): BinarySearch => ({
  platform: process.platform,
  arch: process.arch,
  path: process.env['PATH'] ?? '',
  resolve: (specifier) => createRequire(import.meta.url).resolve(specifier),
});

/**
 * The Dynoxide binary: the platform package that npm installed, else `dynoxide` on PATH.
 * @throws LocalError ERR_DYNAMODB_ENGINE naming every way to get an engine
 */
export function findEngineBinary(search: BinarySearch = thisMachine()): string {
  return fromPackage(search) ?? fromPath(search) ?? noEngine(search);
}

const binaryName = (search: BinarySearch): string =>
  search.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';

function fromPackage(search: BinarySearch): string | null {
  try {
    const manifest = search.resolve(`@dynoxide/${search.platform}-${search.arch}/package.json`);
    return executable(join(dirname(manifest), binaryName(search)));
  } catch {
    return null;
  }
}

function fromPath(search: BinarySearch): string | null {
  for (const folder of search.path.split(delimiter)) {
    // A relative entry would make the choice depend on where the command was typed.
    const found = folder.startsWith('/') && executable(join(folder, binaryName(search)));
    if (found) return found;
  }
  return null;
}

function executable(file: string): string | null {
  try {
    accessSync(file, constants.X_OK);
    return file;
  } catch {
    return null;
  }
}

function noEngine({ platform, arch }: BinarySearch): never {
  throw new LocalError(
    'ERR_DYNAMODB_ENGINE',
    [
      `No DynamoDB engine for ${platform}-${arch}. Any one of these gives one:`,
      `  npm install --no-save @dynoxide/${platform}-${arch}         (where that package exists)`,
      '  cargo install dynoxide-rs                               (puts dynoxide on PATH)',
      '  docker run --rm -p 8000:8000 ghcr.io/nubo-db/dynoxide   (or amazon/dynamodb-local), then',
      '    npm start -- --dynamodb http://127.0.0.1:8000',
      '    or DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start',
    ].join('\n'),
  );
}
