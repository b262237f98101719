/** The parts of package.json that differ between sources and tarball. */
interface Manifest {
  readonly exports: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** What only the repository's own tests, pages and bench take. */
const NOT_EXPORTED = ['./testing/', './page-kit/', './internals/', './start-flags'];

/** The oldest Node.js that starts `bin.mjs`, which brings the one that the engine runs on. */
const OLDEST_NODE = '>=20';

/**
 * package.json of the tarball, from that of the sources: exports are built files with their types, and
 * what only development needs is left out.
 */
export function packageManifest(source: object): object {
  const { exports, engines, ...rest } = source as Manifest;
  const kept = Object.fromEntries(
    Object.entries(rest).filter(
      ([name]) => !['private', 'scripts', 'devDependencies'].includes(name),
    ),
  );
  const built = Object.entries(exports)
    .filter(([name]) => !NOT_EXPORTED.some((folder) => name.startsWith(folder)))
    .map(([name, file]) => [name, file.endsWith('.ts') ? builtExport(file) : file]);
  return {
    ...kept,
    engines: { ...engines, node: OLDEST_NODE },
    exports: Object.fromEntries(built) as object,
  };
}

const builtExport = (file: string) => ({
  types: file.replace(/\.ts$/, '.d.ts'),
  default: file.replace(/\.ts$/, '.js'),
});
