import { Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { describe, expect, test } from 'vitest';
import type { App } from '../../assembly/model.ts';
import { appOf, definitionOf } from './synthesize-app.ts';

const CODE = appsync.Code.fromInline(
  'export const request = () => ({});\nexport const response = () => null;\n',
);

/** An API merged of sources with these schemas, each with resolvers for these fields of Query. */
function merged(...sources: readonly (readonly [sdl: string, ...resolved: string[]])[]): App {
  return appOf((root) => {
    const stack = new Stack(root, 'S');
    const apis = sources.map(([sdl, ...fields], index) => {
      const name = `Source${index}`;
      const api = new appsync.GraphqlApi(stack, name, { name, definition: definitionOf(sdl) });
      const none = api.addNoneDataSource('none', { name: 'none' });
      for (const fieldName of fields) {
        none.createResolver(fieldName, {
          typeName: 'Query',
          fieldName,
          code: CODE,
          runtime: appsync.FunctionRuntime.JS_1_0_0,
        });
      }
      return api;
    });
    new appsync.GraphqlApi(stack, 'Merged', {
      name: 'merged',
      definition: appsync.Definition.fromSourceApis({
        sourceApis: apis.map((sourceApi) => ({
          sourceApi,
          mergeType: appsync.MergeType.MANUAL_MERGE,
        })),
      }),
    });
  });
}

describe('SourceApiAssociation', () => {
  test('sources: their fields, resolvers and data sources are those of the merged API', () => {
    const { apis } = merged(
      ['type Query { a: A } type A { x: Int }', 'a'],
      ['type Query { b: A } type A { y: Int }', 'b'],
    );
    expect(apis.map(({ name, path }) => [name, path])).toEqual([
      ['merged', '/graphql'],
      ['Source0', expect.stringMatching(/^\/[a-z0-9]{26}\/graphql$/)],
      ['Source1', expect.stringMatching(/^\/[a-z0-9]{26}\/graphql$/)],
    ]);
    expect(apis[0]?.schema.replaceAll(/\s+/g, ' ')).toBe(
      'type Query { a: A b: A } type A { x: Int y: Int }',
    );
    const resolvers = apis[0]?.resolvers ?? [];
    expect(resolvers.map(({ fieldName }) => fieldName)).toEqual(['a', 'b']);
    const names = resolvers.map(({ dataSourceName }) => dataSourceName ?? '');
    expect(new Set(names).size).toBe(2);
    expect([...(apis[0]?.dataSources.keys() ?? [])]).toEqual(names);
  });

  test('@canonical: what the others have under that name is left out, with its resolvers', () => {
    const { apis } = merged(
      ['type Query { a: Int }', 'a'],
      ['type Query { a: String! @canonical b: Int }', 'a', 'b'],
    );
    expect(apis[0]?.schema.replaceAll(/\s+/g, ' ')).toBe('type Query { a: String! b: Int }');
    expect(apis[0]?.resolvers).toHaveLength(2);
  });

  test.for([
    [
      'a field of two types',
      ['type Query { a: Int }', 'type Query { a: String }'],
      /Query\.a is a: Int in Source0 and a: String in Source1\. Let one of them be @canonical/,
    ],
    [
      'a type of two kinds',
      ['type Query { a: A } type A { x: Int }', 'type Query { b: A } enum A { X }'],
      /A is Object in Source0 and Enum in Source1/,
    ],
    [
      'a field that is canonical twice',
      ['type Query { a: Int @canonical }', 'type Query { a: Int @canonical }'],
      /Query is @canonical in Source0 and Source1/,
    ],
  ] as const)('%s: is a conflict', ([, [first, second], says]) => {
    expect(() => merged([first], [second])).toThrow(says);
  });

  test('a field that two sources resolve: is a conflict', () => {
    const sdl = 'type Query { a: Int }';
    expect(() => merged([sdl, 'a'], [sdl, 'a'])).toThrow(
      /Query\.a has a resolver in Source0 and Source1/,
    );
  });

  test('a source that is not in the assembly: is named, and the merged API goes without it', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'S');
      const definition = definitionOf('type Query { a: Int }');
      const own = new appsync.GraphqlApi(stack, 'Own', { name: 'own', definition });
      const elsewhere = appsync.GraphqlApi.fromGraphqlApiAttributes(stack, 'Other', {
        graphqlApiId: 'elsewhere',
      });
      const mergeType = appsync.MergeType.AUTO_MERGE;
      new appsync.GraphqlApi(stack, 'Merged', {
        name: 'merged',
        definition: appsync.Definition.fromSourceApis({
          sourceApis: [own, elsewhere].map((sourceApi) => ({ sourceApi, mergeType })),
        }),
      });
    });
    expect(app.unsupported).toEqual([
      expect.objectContaining({
        type: 'AWS::AppSync::SourceApiAssociation',
        consequence: expect.stringContaining('elsewhere is not in the assembly'),
      }),
    ]);
  });
});
