import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const SDL = 'type Query { a: String b: String c: [String] }\n';
const CODE =
  'export function request() { return {} }\nexport function response(c) { return c.result }\n';

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'sources-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function definition(): appsync.Definition {
  return appsync.Definition.fromFile(join(folderWith({ 'schema.graphql': SDL }), 'schema.graphql'));
}

describe('several APIs and stacks', () => {
  test('GraphQLApi: the second API answers below its id', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Two');
      for (const name of ['First', 'Second']) {
        new appsync.GraphqlApi(stack, name, { name, definition: definition() });
      }
    });
    expect(app.apis.map(({ path }) => path)).toEqual([
      '/graphql',
      `/${app.apis[1]?.apiId ?? ''}/graphql`,
    ]);
  });

  test('AWS::AppSync::Type: a definition in SDL is part of the schema, one in JSON is named', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'S');
      const { apiId } = new appsync.GraphqlApi(stack, 'Api', {
        name: 'n',
        definition: definition(),
      });
      const type = (id: string, format: string, text: string): appsync.CfnType =>
        new appsync.CfnType(stack, id, { apiId, format, definition: text });
      type('Note', 'SDL', 'type Note { text: String }');
      type('Odd', 'JSON', '{"kind":"OBJECT","name":"Odd"}');
    });
    expect(app.apis[0]?.schema).toContain('type Note { text: String }');
    expect(app.unsupported).toMatchObject([{ logicalId: 'Odd', type: 'AWS::AppSync::Type' }]);
  });

  test('Resolver: in a nested stack it belongs to the API of the parent', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Parent');
      const api = new appsync.GraphqlApi(stack, 'Api', { name: 'n', definition: definition() });
      const nested = new NestedStack(stack, 'Nested');
      const imported = appsync.GraphqlApi.fromGraphqlApiAttributes(nested, 'Imported', {
        graphqlApiId: api.apiId,
      });
      const none = new appsync.NoneDataSource(nested, 'None', { api: imported, name: 'None' });
      new appsync.Resolver(nested, 'Resolver', {
        api: imported,
        dataSource: none,
        typeName: 'Query',
        fieldName: 'a',
        code: appsync.Code.fromInline(CODE),
        runtime: appsync.FunctionRuntime.JS_1_0_0,
      });
    });
    expect(app.apis).toHaveLength(1);
    expect(app.apis[0]?.resolvers).toMatchObject([{ typeName: 'Query', fieldName: 'a' }]);
    expect(app.apis[0]?.resolvers[0]?.stackName).toMatch(/^Parent-/);
    expect([...(app.apis[0]?.dataSources.keys() ?? [])]).toEqual(['None']);
  });

  test('Resolver: one that names a data source its API has not is refused by name', () => {
    const build = (root: App): void => {
      const stack = new Stack(root, 'Broken');
      const api = new appsync.GraphqlApi(stack, 'Api', { name: 'n', definition: definition() });
      new CfnResource(stack, 'Lost', {
        type: 'AWS::AppSync::Resolver',
        properties: {
          ApiId: api.apiId,
          TypeName: 'Query',
          FieldName: 'a',
          DataSourceName: 'Nowhere',
          Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
          Code: CODE,
        },
      });
    };
    expect(() => appOf(build)).toThrow(/Broken\.Lost uses the data source Nowhere/);
  });
});

describe('what is not run', () => {
  const app = appOf((root) => {
    const stack = new Stack(root, 'Odd');
    const api = new appsync.GraphqlApi(stack, 'Api', { name: 'odd', definition: definition() });
    new CfnResource(stack, 'Search', {
      type: 'AWS::AppSync::DataSource',
      properties: {
        ApiId: api.apiId,
        Name: 'Search',
        Type: 'AMAZON_OPENSEARCH_SERVICE',
        OpenSearchServiceConfig: { AwsRegion: 'us-east-1', Endpoint: 'https://x' },
      },
    });
    new CfnResource(stack, 'Vtl', {
      type: 'AWS::AppSync::Resolver',
      properties: {
        ApiId: api.apiId,
        TypeName: 'Query',
        FieldName: 'a',
        DataSourceName: 'Search',
        RequestMappingTemplate: '{}',
        ResponseMappingTemplate: '$util.toJson($ctx.result)',
      },
    });
    new CfnResource(stack, 'Strange', { type: 'AWS::Strange::Thing' });
    new CfnResource(stack, 'Alarm', { type: 'AWS::CloudWatch::Alarm' });
  });

  test('readAssembly: lists it by logical id, type and consequence, ignored types left out', () => {
    const listed = new Map(app.unsupported.map((item) => [item.logicalId, item]));
    expect([...listed.keys()].sort()).toEqual(['Search', 'Strange']);
    expect(listed.get('Search')?.type).toContain('AMAZON_OPENSEARCH_SERVICE');
    expect(listed.get('Strange')).toMatchObject({ stackName: 'Odd', type: 'AWS::Strange::Thing' });
    for (const { consequence } of app.unsupported) expect(consequence.length).toBeGreaterThan(20);
  });

  test('readAssembly: keeps such a data source and resolver, so that the field can say why', () => {
    expect(app.apis[0]?.dataSources.get('Search')).toMatchObject({
      type: 'UNSUPPORTED',
      declaredType: 'AMAZON_OPENSEARCH_SERVICE',
    });
    expect(app.apis[0]?.resolvers[0]).toMatchObject({
      code: null,
      templates: {
        request: { source: '{}', file: 'Vtl.RequestMappingTemplate' },
        response: { source: '$util.toJson($ctx.result)', file: 'Vtl.ResponseMappingTemplate' },
      },
    });
  });
});
