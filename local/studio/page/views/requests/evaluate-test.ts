import type { Span } from '../../../../tracing/types.ts';
import { toJson } from '../../ui/to-json.ts';

/**
 * A test of vitest that runs a handler once more on the `ctx` that it had, and expects what it gave; null for
 * what is no run of a handler.
 */
export function evaluateTest({
  kind,
  name,
  source,
  request,
  response,
  error,
}: Span): string | null {
  const handler = /^(request|response)\b/u.exec(name)?.[1];
  if (kind !== 'step' || handler === undefined) return null;
  const file = source?.replace(/(?::\d+)+$/u, '') ?? 'resolvers/Type.field.ts';
  const expected = error
    ? `expect(error).toMatchObject(${toJson({ message: error.message })});`
    : `expect(error).toBeNull();\n  expect(result).toEqual(${indented(toJson(response ?? null))});`;
  return `import { evaluate } from 'appsync-on-a-laptop/evaluate';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test(${JSON.stringify(`${name}: as it ran`)}, async () => {
  const { outputFiles } = await build({
    entryPoints: [${JSON.stringify(file)}],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['@aws-appsync/utils', '@aws-appsync/utils/*'],
  });
  const { ${error ? 'error' : 'result, error'} } = evaluate({
    code: outputFiles[0]?.text ?? '',
    handler: ${JSON.stringify(handler)},
    context: ${indented(indented(toJson(request ?? {})))},
  });
  ${expected}
});
`;
}

const indented = (text: string): string => text.replaceAll('\n', '\n  ');
