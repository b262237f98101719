import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Resource } from '../../template/types.ts';
import { record, requiredText, text } from '../../template/values.ts';
import { unzipOnce } from './unzip-once.ts';

/**
 * The folder with the code of a function: an asset, an archive that is unpacked, or inline text; null for an
 * object that somebody else put into a bucket.
 * @param name of the function
 */
export function findFunctionCode(resource: Resource, name: string, runtime: string): string | null {
  const given = resource.get('Code');
  const code = record(given);
  const inline = text(code['ZipFile']);
  if (inline !== undefined) return writeInline(resource, { name, runtime, source: inline });
  // A path, as `aws cloudformation package` takes it.
  return typeof given === 'string'
    ? folderOf(resource.asset(given))
    : findCode(resource, requiredText(code['S3Key']));
}

/**
 * The folder of an object that CDK put, which names its assets by their hash, or of an archive that lies beside the
 * template as `serverless package` leaves it; null for any other.
 */
export function findCode(resource: Resource, key: string): string | null {
  if (/[0-9a-f]{64}/.test(key)) return folderOf(resource.asset(key));
  const beside = resource.findAsset(key);
  return beside?.endsWith('.zip') === true ? folderOf(beside) : null;
}

function folderOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) return path;
  return stats?.isFile() && path.endsWith('.zip') ? unzipOnce(path) : null;
}

interface Inline {
  readonly name: string;
  readonly runtime: string;
  readonly source: string;
}

/** Lambda puts inline code into index.js or index.py; the file's own package.json keeps ours from ruling it. */
function writeInline({ environment }: Resource, { name, runtime, source }: Inline): string {
  const folder = join(environment.codeFolder, name);
  mkdirSync(folder, { recursive: true });
  if (runtime.startsWith('python')) writeFileSync(join(folder, 'index.py'), source);
  else {
    writeFileSync(join(folder, 'index.js'), source);
    writeFileSync(join(folder, 'package.json'), '{}\n');
  }
  return folder;
}
