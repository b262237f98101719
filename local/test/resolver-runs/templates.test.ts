import { describe, expect, test } from 'vitest';
import { code, createTestApi } from '../support/appsync-api.ts';
import type { ResolverSpec, TemplateTexts } from '../support/appsync-api.ts';

const schema = `
  type Query { a(id: ID): String, item(id: ID): Item }
  type Mutation { b: String }
  type Item { id: ID, name: String }
`;
const RESULT = '$util.toJson($ctx.result)';

/** Templates of a NONE data source, whose payload is what comes back. */
const payload = (json: string, response = RESULT): TemplateTexts => ({
  request: `{ "version": "2018-05-29", "payload": ${json} }`,
  response,
});

const api = (resolver: ResolverSpec, name = 'Query.a') =>
  createTestApi({ schema, resolvers: { [name]: resolver } });

describe('unit resolver with mapping templates', () => {
  test('request, data source, response: arguments go in, the result comes out', async () => {
    const templates = payload(
      '{ "id": $util.toJson($ctx.args.id), "name": "$ctx.info.fieldName of $ctx.args.id" }',
    );
    expect(await api({ templates }, 'Query.item').query('{ item(id: "1") { id name } }')).toEqual({
      data: { item: { id: '1', name: 'item of 1' } },
    });
  });

  test('#return in the request: the data source and the response are left out', async () => {
    const templates = payload('"never"', '"nor this"');
    const early = { ...templates, request: `#return("early")${templates.request}` };
    expect(await api({ templates: early }).query('{ a }')).toEqual({ data: { a: 'early' } });
  });

  test('#return without a value in the response: null', async () => {
    const templates = payload('"x"', '#if($ctx.result == "x")\n  #return\n#end\n"y"');
    expect(await api({ templates }).query('{ a }')).toEqual({ data: { a: null } });
  });

  test.each([
    ['$util.error("no", "Refused")', { errorType: 'Refused', message: 'no' }],
    [
      '$util.unauthorized()',
      { errorType: 'Unauthorized', message: 'Not Authorized to access a on type Query' },
    ],
    // As recorded from AWS: https://github.com/serverless-components/aws-app-sync/issues/25
    [
      '{"a": 1})',
      {
        errorType: 'MappingTemplate',
        message: 'Trailing characters at the end of the JSON string are not allowed.',
      },
    ],
    [
      '{"a": x}',
      {
        errorType: 'MappingTemplate',
        message: expect.stringContaining(
          `Unable to parse the JSON document: 'Unexpected character ('x' (code 120))`,
        ),
      },
    ],
    [
      '#set($x = )',
      { errorType: 'MappingTemplate', message: expect.stringContaining('Encountered ")"') },
    ],
    [
      '$ctx.args.get("id").foo.bar[0]#set($l = [])$l.get(0)',
      { errorType: 'MappingTemplate', message: expect.stringContaining('Error invoking method') },
    ],
  ])('request %s: the field is null, and an error says why', async (request, error) => {
    const answer = await api({ templates: { ...payload('1'), request } }).query('{ a(id: "1") }');
    expect(answer).toMatchObject({ data: { a: null }, errors: [error] });
  });

  test('JSON with a comma too many: taken, as AWS does', async () => {
    const templates = { request: '{ "payload": ["a,]", "b",], }', response: '"$ctx.result[0]"' };
    expect(await api({ templates }).query('{ a }')).toEqual({ data: { a: 'a,]' } });
  });

  test('$util.log: goes to the log', async () => {
    const logged = api({ templates: payload('1', '$util.log.info("got {}", $ctx.result)"x"') });
    await logged.query('{ a }');
    expect(logged.lines).toEqual([expect.stringMatching(/^Query\.a.*got 1$/)]);
  });

  test('without a request template, on a data source that is no function: refused at start', () => {
    expect(() => api({ templates: { response: RESULT } })).toThrow(
      /Query\.a \(Test\) has no request mapping template/,
    );
  });
});

describe('pipeline with mapping templates', () => {
  test('before, functions in templates and in code, after: stash and prev go along', async () => {
    const answer = await api({
      templates: {
        request: '$util.qr($ctx.stash.put("seen", ["before"]))\n{"from": "before"}',
        response: '$util.toJson("$ctx.prev.result then $ctx.stash.seen")',
      },
      functions: [
        {
          templates: payload(
            '$util.toJson($ctx.prev.result.from)',
            '$util.qr($ctx.stash.seen.add("vtl"))"$ctx.result,vtl"',
          ),
        },
        {
          code: code(
            'ctx.stash.seen.push("js"); return { payload: `${ctx.prev.result},js` };',
            'return ctx.result;',
          ),
        },
      ],
    }).query('{ a }');
    expect(answer).toEqual({ data: { a: 'before,vtl,js then [before, vtl, js]' } });
  });

  test('a template that changes the arguments: those that follow see it', async () => {
    const answer = await api({
      templates: { request: '#set($args = $ctx.args)\n$util.qr($args.put("id", "own"))\n{}' },
      functions: [
        { templates: payload('$util.toJson($ctx.args.id)') },
        { code: code('return { payload: `${ctx.prev.result} ${ctx.args.id}` };') },
      ],
    }).query('{ a(id: "given") }');
    expect(answer).toEqual({ data: { a: 'own own' } });
  });

  test('#return in the request of a function: the next one goes on with its value', async () => {
    const answer = await api({
      templates: { request: '{}', response: RESULT },
      functions: [
        { templates: { ...payload('"never"', '"never"'), request: '#return("early")' } },
        { templates: payload('"$ctx.prev.result, next"') },
      ],
    }).query('{ a }');
    expect(answer).toEqual({ data: { a: 'early, next' } });
  });

  test('#return in the request of the resolver: ends the resolver with its value', async () => {
    const answer = await api({
      templates: { request: '#return("early")', response: '"after"' },
      functions: [{ templates: payload('"never"') }],
    }).query('{ a }');
    expect(answer).toEqual({ data: { a: 'early' } });
  });
});

const fn = {
  stackName: 'T',
  logicalId: 'F',
  name: 'fn',
  type: 'AWS_LAMBDA',
  functionArn: 'arn:fn',
} as const;

/** Templates on a function that does this. */
const withFunction = (templates: TemplateTexts, handler: (payload: unknown) => unknown) =>
  createTestApi(
    { schema, dataSources: [fn], resolvers: { 'Query.a': { dataSource: 'fn', templates } } },
    { functions: { 'arn:fn': handler } },
  );

const broken = (): never => {
  throw new Error('broken');
};
const invoke = (version: string): string =>
  `{ "version": "${version}", "operation": "Invoke", "payload": $util.toJson($ctx.args.id) }`;

// https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-changelog.html
describe('versions of mapping templates', () => {
  const handled = '#if($ctx.error)"handled $ctx.error.message"#{else}"got $ctx.result"#end';

  test('2018-05-29, a failed call: the response template decides, its value is the data', async () => {
    const answer = await withFunction(
      { request: invoke('2018-05-29'), response: handled },
      broken,
    ).query('{ a }');
    expect(answer).toEqual({ data: { a: 'handled broken' } });
  });

  test('2017-02-28, a failed call: an error, with the value of the response template', async () => {
    const answer = await withFunction(
      { request: invoke('2017-02-28'), response: handled },
      broken,
    ).query('{ a }');
    expect(answer).toMatchObject({
      data: { a: null },
      errors: [{ errorType: 'Lambda:Unhandled', message: 'broken', data: 'handled broken' }],
    });
  });

  test.each([
    ['2018-05-29', 'got $ctx.result'],
    ['2017-02-28', null],
  ])('%s, a call that gives null: %j', async (version, a) => {
    const templates = { request: invoke(version), response: handled };
    expect(await withFunction(templates, () => null).query('{ a }')).toEqual({ data: { a } });
  });
});

// https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html
describe('a template of a Lambda resolver that is left out', () => {
  test('request: the function gets the whole context', async () => {
    let event: unknown;
    const answer = await withFunction({ response: '"$ctx.result.x"' }, (payload) => {
      event = payload;
      return { x: 'answered' };
    }).query('{ a(id: "1") }');
    expect(answer).toEqual({ data: { a: 'answered' } });
    expect(event).toMatchObject({
      arguments: { id: '1' },
      identity: null,
      prev: null,
      info: { fieldName: 'a', parentTypeName: 'Query', selectionSetList: [], variables: {} },
      stash: {},
    });
  });

  test('response: what the function answers is the value, and its failure an error', async () => {
    const templates = { request: invoke('2018-05-29') };
    expect(
      await withFunction(templates, (id) => `${id as string}!`).query('{ a(id: "1") }'),
    ).toEqual({
      data: { a: '1!' },
    });
    expect(await withFunction(templates, broken).query('{ a }')).toMatchObject({
      data: { a: null },
      errors: [{ message: 'broken', errorType: 'Lambda:Unhandled' }],
    });
  });
});
