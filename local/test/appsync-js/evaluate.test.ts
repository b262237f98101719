import { describe, expect, test } from 'vitest';
import { evaluate } from '../../index.ts';
import type { CodeError, EvaluateOptions, Evaluation } from '../../index.ts';

const RESPONSE = 'export function response(ctx) { return ctx.result; }';

/** The lines of a request handler; its first line is line 3 of the code. */
const withRequest = (...lines: readonly string[]): string =>
  [
    "import { util } from '@aws-appsync/utils';",
    'export function request(ctx) {',
    ...lines,
    '}',
    RESPONSE,
  ].join('\n');

const request = (code: string, more: Partial<EvaluateOptions> = {}): Evaluation =>
  evaluate({ code, handler: 'request', ...more });

describe('evaluate: what EvaluateCode answers', () => {
  // https://docs.aws.amazon.com/appsync/latest/devguide/test-resolvers.html
  test('the sample of the developer guide: result and logs to the letter', () => {
    const code = withRequest(
      '  const { id, ...values } = ctx.args;',
      '  const key = { id: { S: id } };',
      '  console.log("current id", id);',
      '  const attributeValues = {};',
      '  for (const name in values)',
      '    attributeValues[name] = typeof values[name] === "number" ? { N: values[name] } : { S: values[name] };',
      '  console.log("request evaluated");',
      '  return { operation: "PutItem", key, attributeValues };',
    );
    const context = {
      arguments: {
        id: 'record-id',
        owner: 'John doe',
        expectedVersion: 2,
        authorId: 'Sammy Davis',
      },
    };
    expect(request(code, { context })).toMatchObject({
      evaluationResult:
        '{"operation":"PutItem","key":{"id":{"S":"record-id"}},"attributeValues":{"owner":{"S":"John doe"},"expectedVersion":{"N":2},"authorId":{"S":"Sammy Davis"}}}',
      error: null,
      logs: [
        'INFO - code.js:5:3: "current id" "record-id"',
        'INFO - code.js:9:3: "request evaluated"',
      ],
    });
  });

  test('the context as JSON text, as the API takes it', () => {
    const context = JSON.stringify({
      arguments: { id: 1 },
      stash: { a: 1 },
      result: [1],
      prev: { result: 2 },
      identity: { sub: 's' },
      source: { p: 3 },
    });
    const code = withRequest(
      'ctx.stash.b = 2;',
      'return [ctx.args, ctx.result, ctx.prev.result, ctx.identity.sub, ctx.source];',
    );
    const { result, stash } = request(code, { context });
    expect(result).toEqual([{ id: 1 }, [1], 2, 's', { p: 3 }]);
    expect(stash).toEqual({ a: 1, b: 2 });
  });

  test('the response handler, with the error of a data source', () => {
    const code = `import { util } from '@aws-appsync/utils';
export function request() { return {}; }
export function response(ctx) {
  util.appendError(ctx.error.message, ctx.error.type, ctx.result);
  return ctx.result;
}`;
    const context = { error: { message: 'm', type: 'T' }, result: null };
    expect(evaluate({ code, handler: 'response', context })).toMatchObject({
      result: null,
      evaluationResult: 'null',
      error: null,
      outErrors: [{ message: 'm', errorType: 'T', data: null, errorInfo: null }],
    });
  });

  test('util.error: its message, and the logs so far', () => {
    const code = withRequest('console.error("before");', 'util.error("no", "Bad", { a: 1 }, 2);');
    expect(request(code)).toMatchObject({
      evaluationResult: 'null',
      error: { message: 'no', type: 'Bad', data: { a: 1 }, info: 2 },
      logs: ['ERROR - code.js:3:1: "before"'],
    });
  });
});

describe('evaluate: code that AWS would refuse', () => {
  const errorsOf = (code: string): readonly CodeError[] | undefined =>
    request(code).error?.codeErrors;

  test('a broken rule: LINT_ERROR with line, column and span; nothing runs', () => {
    const code = withRequest('  console.log("x");', '  for (;;) { break; }', '  return /x/;');
    expect(request(code)).toMatchObject({ result: undefined, evaluationResult: 'null', logs: [] });
    expect(errorsOf(code)).toEqual([
      {
        errorType: 'LINT_ERROR',
        value: expect.stringMatching(/^no-for: .*use for-of/),
        location: { line: 4, column: 3, span: 19 },
      },
      {
        errorType: 'LINT_ERROR',
        value: expect.stringMatching(/^no-regex: /),
        location: { line: 5, column: 10, span: 3 },
      },
    ]);
    expect(request(code).error?.message).toContain('code.js:4:3 no-for: ');
  });

  // A recorded answer gives column 36 and span 21 for this very line.
  test('a helper that is not there: the place and length of its name', () => {
    const line = '    const expiresAtISO = util.time.epochSecondsToISO8601(expiresAtEpoch);';
    const code = withRequest('const expiresAtEpoch = 1;', line);
    expect(errorsOf(code)).toMatchObject([{ location: { line: 4, column: 36, span: 21 } }]);
  });

  test('no JavaScript: PARSER_ERROR', () => {
    expect(errorsOf(withRequest('  return "abc;'))).toEqual([
      {
        errorType: 'PARSER_ERROR',
        value: expect.stringMatching(/^Parsing error: Unterminated string/),
        location: { line: 3, column: 10, span: -1 },
      },
    ]);
  });

  test('a bundle with a source map: the message tells the source, the location the bundle', () => {
    const map = { version: 3, sources: ['../src/a.ts'], names: [], mappings: ';;AAQI' };
    const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
    const code = `${withRequest('return this;')}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
    const { error } = request(code);
    expect(error?.message).toContain('src/a.ts:9:5 no-this: ');
    expect(error?.codeErrors).toMatchObject([{ location: { line: 3, column: 8, span: 4 } }]);
  });

  test('stash and outErrors are as the context gave them', () => {
    const outErrors = [{ message: 'old', errorType: null, data: null, errorInfo: null }];
    const context = { stash: { a: 1 }, outErrors };
    expect(request('', { context })).toMatchObject({ stash: { a: 1 }, outErrors });
  });
});
