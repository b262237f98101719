import { readFileSync } from 'node:fs';
import type { LambdaFunction } from '../../assembly/model.ts';
import { sourcePlace } from './source-of-error.ts';
import { findHandlerFile } from './worker/load-handler.ts';

/**
 * Where a function's handler begins in the source that it was bundled from, `file:line:column`: for failures
 * that no line of it threw, such as a time-out. Null where it is exported in a way that bundlers do not use.
 */
export function placeOfHandler({
  codeFolder,
  handler,
}: Pick<LambdaFunction, 'codeFolder' | 'handler'>): string | null {
  const file = findHandlerFile(codeFolder, handler);
  if (file === null) return null;
  const code = readFileSync(file, 'utf8');
  const offset = declaredAt(code, handler.split('.').at(-1) ?? '');
  if (offset === null) return null;
  const before = code.slice(0, offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return sourcePlace({ file, line: before.length, column }, codeFolder);
}

const NAME = String.raw`[\w$]+`;

/** Offset of the exported name's declaration: in an ES module, or as esbuild writes CommonJS. */
function declaredAt(code: string, name: string): number | null {
  const local =
    new RegExp(String.raw`export\s*\{[^}]*?(${NAME})\s+as\s+${name}\b`).exec(code)?.[1] ??
    new RegExp(String.raw`\b${name}:\s*\(\)\s*=>\s*(${NAME})`).exec(code)?.[1] ??
    name;
  const literal = local.replaceAll('$', String.raw`\$`);
  const declared = new RegExp(
    String.raw`(?:function\s*\*?\s*|(?:const|let|var|,)\s*|exports\.)(?=${literal}(?![\w$])\s*[=(])`,
  ).exec(code);
  return declared === null ? null : declared.index + declared[0].length;
}
