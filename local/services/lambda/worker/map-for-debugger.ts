import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mapComment, sourceUrls } from '../../../shared/source-urls.ts';

const COMMENT = /\n\/\/# sourceMappingURL=(?:data:[^,\n]*;base64,(?<data>\S+)|(?<file>\S+))\s*$/;

/**
 * A bundle with a map whose sources a debugger finds: those that CDK copied name theirs from where they
 * were made.
 */
export function mapForDebugger(source: string, file: string, sourceFolder: string): string {
  const map = readMap(source, file);
  if (map === null) return source;
  const { sourceRoot: _root, ...rest } = map;
  const sources = sourceUrls(map.sources, [sourceFolder]);
  return source.replace(COMMENT, () => mapComment({ ...rest, sources }));
}

interface BundleMap {
  readonly sources: readonly string[];
  readonly sourceRoot?: string;
}

function readMap(source: string, file: string): BundleMap | null {
  const { data, file: name } = COMMENT.exec(source)?.groups ?? {};
  if (data !== undefined) return JSON.parse(Buffer.from(data, 'base64').toString()) as BundleMap;
  if (name === undefined) return null;
  const path = join(dirname(file), name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BundleMap) : null;
}
