import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { posix, win32 } from 'node:path';
import { LocalError } from '../../shared/errors.ts';

/**
 * What the engine's upstream publishes a binary for, by `process.platform` and `process.arch`. Each is an
 * optional dependency of this package: npm installs the one that fits.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-json#optionaldependencies
 */
export const ENGINE_PLATFORMS = [
  'darwin-arm64',
  'darwin-x64',
  'linux-arm64',
  'linux-x64',
  'win32-x64',
] as const;

/** What the search looks at; tests give their own. */
export interface BinarySearch {
  readonly platform: string;
  readonly arch: string;
  /** Value of PATH. */
  readonly path: string;
  /** Full path of a package's file. Throws when it is not installed. */
  readonly resolve: (specifier: string) => string;
  readonly isExecutable: (file: string) => boolean;
}

/** The search on this machine. */
export const thisMachine = (): BinarySearch => ({
  platform: process.platform,
  arch: process.arch,
  path: process.env['PATH'] ?? '',
  resolve: (specifier) => createRequire(import.meta.url).resolve(specifier),
  isExecutable(file) {
    try {
      // On Windows it only asks whether the file is there.
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
});

/**
 * The Dynoxide binary: the platform package that npm installed, else `dynoxide` on PATH.
 * @throws LocalError ERR_DYNAMODB_ENGINE naming every way to get an engine
 */
export function findEngineBinary(search: BinarySearch = thisMachine()): string {
  return fromPackage(search) ?? fromPath(search) ?? noEngine(search);
}

const pathOf = ({ platform }: BinarySearch) => (platform === 'win32' ? win32 : posix);

const binaryName = ({ platform }: BinarySearch): string =>
  platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';

function fromPackage(search: BinarySearch): string | null {
  const path = pathOf(search);
  try {
    const manifest = search.resolve(`@dynoxide/${search.platform}-${search.arch}/package.json`);
    return executable(path.join(path.dirname(manifest), binaryName(search)), search);
  } catch {
    return null;
  }
}

function fromPath(search: BinarySearch): string | null {
  const path = pathOf(search);
  for (const folder of search.path.split(path.delimiter)) {
    // A relative entry would make the choice depend on where the command was typed.
    const found =
      path.isAbsolute(folder) && executable(path.join(folder, binaryName(search)), search);
    if (found) return found;
  }
  return null;
}

const executable = (file: string, { isExecutable }: BinarySearch): string | null =>
  isExecutable(file) ? file : null;

function noEngine({ platform, arch }: BinarySearch): never {
  const own = `${platform}-${arch}`;
  const isPublished = (ENGINE_PLATFORMS as readonly string[]).includes(own);
  const fromNpm = `  npm install --no-save @dynoxide/${own}         (npm ci leaves it out with --omit=optional)`;
  throw new LocalError(
    'ERR_DYNAMODB_ENGINE',
    [
      `No DynamoDB engine for ${own}. Any one of these gives one:`,
      ...(isPublished ? [fromNpm] : []),
      '  cargo install dynoxide-rs                               (puts dynoxide on PATH)',
      '  docker run --rm -p 8000:8000 ghcr.io/nubo-db/dynoxide   (or amazon/dynamodb-local), then',
      '    npm start -- --dynamodb http://127.0.0.1:8000',
      '    npx appsync-on-a-laptop --dynamodb http://127.0.0.1:8000   (in an app of yours)',
      '    or the environment variable DYNAMODB_ENDPOINT=http://127.0.0.1:8000',
    ].join('\n'),
  );
}
