import { TraceMap, originalPositionFor } from '@jridgewell/trace-mapping';
import type { Code } from '../../assembly/model.ts';
import { checkBundle } from './check.ts';
import { rewriteModule } from './rewrite.ts';
import type { FunctionBody } from './rewrite.ts';

/** Iterations of one loop that AWS allows. */
export const LOOP_LIMIT = 1_000;

export interface CompiledCode {
  readonly body: FunctionBody;
  /** `line:column` in the bundle of the first frame of a stack trace that is in it. */
  positionIn(stack: string, filename: string): string;
}

/**
 * Checks a bundle against the language and makes it ready to run.
 * @throws LocalError ERR_RESOLVER_CODE with every broken rule
 */
export function compile(code: Code): CompiledCode {
  const program = checkBundle(code);
  const body = rewriteModule(code.source, program, { loopLimit: LOOP_LIMIT });
  let map: TraceMap | undefined;
  return {
    body,
    positionIn(stack, filename) {
      const at = stack.indexOf(`${filename}:`);
      const [line, column] = at < 0 ? [] : stack.slice(at + filename.length + 1).split(/[:)\s]/, 2);
      if (line === undefined || column === undefined) return '0:0';
      map ??= new TraceMap({ version: 3, names: [], sources: [''], mappings: body.map() });
      const original = originalPositionFor(map, { line: Number(line), column: Number(column) - 1 });
      return original.line === null
        ? `${line}:${column}`
        : `${original.line}:${original.column + 1}`;
    },
  };
}
