import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './folders.ts';

/** What every part runs on, by name. */
export function versions(): Readonly<Record<string, string>> {
  return {
    Node: process.versions.node,
    graphql: versionOf('graphql') ?? 'unknown',
    Dynoxide: versionOf(`@dynoxide/${process.platform}-${process.arch}`) ?? 'from PATH',
  };
}

/** Null when the package is not installed. */
function versionOf(name: string): string | null {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return null;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
