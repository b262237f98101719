import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readFrom } from './synthesize-app.ts';
import { FILES, TEMPLATE, folderOf } from './template-folder.ts';

describe('a plain CloudFormation template', () => {
  test.each([
    ['by its name', (folder: string) => join(folder, 'template.yaml')],
    ['by its folder', (folder: string) => folder],
  ])('YAML, %s: is read as an assembly is, with the files beside it', (_how, path) => {
    const folder = folderOf(FILES);
    const app = readFrom(path(folder), { codeFolder: join(folder, 'inline') });
    expect(app.apis).toMatchObject([
      {
        name: 'todos-dev',
        schema: 'type Query { get(id: ID): String }',
        resolvers: [
          {
            typeName: 'Query',
            fieldName: 'get',
            dataSourceName: 'Todos',
            templates: {
              request: { source: FILES['resolvers/get.req.vtl'] },
              response: { source: '$util.toJson($ctx.result)' },
            },
          },
        ],
      },
    ]);
    expect(app.apis[0]?.dataSources.get('Todos')).toMatchObject({ tableName: 'todos-dev' });
    expect(app.functions).toMatchObject([{ codeFolder: join(folder, 'src') }]);
    expect(app.outputs).toEqual({ [`${basename(folder)}.Url`]: app.apis[0]?.url });
    expect(app.unsupported).toEqual([]);
  });

  test('YAML with a key twice: the last one holds, and is told with its place', () => {
    const line = '      AuthenticationType: API_KEY\n';
    const template = TEMPLATE.replace(line, `      AuthenticationType: AWS_IAM\n${line}`);
    expect(template).not.toBe(TEMPLATE);
    const folder = folderOf({ ...FILES, 'template.yaml': template });
    const app = readFrom(folder);
    expect(app.apis).toMatchObject([{ defaultAuth: { type: 'API_KEY' } }]);
    const second = template.slice(0, template.indexOf(line)).split('\n').length;
    expect(app.warnings).toEqual([
      `${join(folder, 'template.yaml')}, line ${second}, column 7: AuthenticationType stands here twice: the last one holds`,
    ]);
    expect(readFrom(folderOf(FILES)).warnings).toEqual([]);
  });

  test('an archive beside it: is the code whose upload it names, as `serverless package` leaves them', () => {
    const key = 'serverless/todos/dev/1669766400000-2022-11-30T00:00:00.000Z/todos.zip';
    const template = TEMPLATE.replace(
      'Code: ./src',
      `Code: { S3Bucket: uploads, S3Key: '${key}' }`,
    );
    const folder = folderOf({ ...FILES, 'template.yaml': template });
    expect(readFrom(folder).unsupported).toMatchObject([
      { type: 'AWS::Lambda::Function (archive)' },
    ]);
    const source = `exports.handler = async () => ${Math.random()};`;
    writeFileSync(join(folder, 'todos.zip'), zipSync({ 'index.js': strToU8(source) }));
    const app = readFrom(folder);
    expect(app.unsupported).toEqual([]);
    const code = join(app.functions[0]?.codeFolder ?? '', 'index.js');
    expect(readFileSync(code, 'utf8')).toBe(source);
  });

  test('parameters: are given by name', () => {
    const app = readFrom(folderOf(FILES), { parameters: { Stage: 'prod' } });
    expect(app.tables).toMatchObject([{ tableName: 'todos-prod' }]);
  });

  test('nested templates and templates of resolvers in a bucket: are found where they lie, as Amplify builds', () => {
    const uploaded = (path: string) => ({
      'Fn::Join': ['/', ['https://s3.amazonaws.com', { Ref: 'Bucket' }, { Ref: 'Root' }, path]],
    });
    const parameters = { Bucket: { Type: 'String' }, Root: { Type: 'String' } };
    const api = (properties: object) => ({ ApiId: { Ref: 'ApiId' }, ...properties });
    const folder = folderOf({
      'cloudformation-template.json': JSON.stringify({
        Parameters: parameters,
        Resources: {
          Api: {
            Type: 'AWS::AppSync::GraphQLApi',
            Properties: { Name: 'a', AuthenticationType: 'API_KEY' },
          },
          Schema: {
            Type: 'AWS::AppSync::GraphQLSchema',
            Properties: {
              ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] },
              DefinitionS3Location: { 'Fn::Sub': 's3://${Bucket}/${Root}/schema.graphql' },
            },
          },
          Todo: {
            Type: 'AWS::CloudFormation::Stack',
            Properties: {
              TemplateURL: uploaded('stacks/Todo.json'),
              Parameters: {
                ApiId: { 'Fn::GetAtt': ['Api', 'ApiId'] },
                Bucket: { Ref: 'Bucket' },
                Root: { Ref: 'Root' },
              },
            },
          },
        },
      }),
      'schema.graphql': FILES['schema.graphql'],
      'stacks/Todo.json': JSON.stringify({
        Parameters: { ...parameters, ApiId: { Type: 'String' } },
        Resources: {
          None: { Type: 'AWS::AppSync::DataSource', Properties: api({ Name: 'N', Type: 'NONE' }) },
          Get: {
            Type: 'AWS::AppSync::Resolver',
            Properties: api({
              TypeName: 'Query',
              FieldName: 'get',
              DataSourceName: 'N',
              RequestMappingTemplateS3Location: {
                'Fn::Sub': 's3://${Bucket}/${Root}/resolvers/get.req.vtl',
              },
              ResponseMappingTemplate: '1',
            }),
          },
        },
      }),
      'resolvers/get.req.vtl': FILES['resolvers/get.req.vtl'],
    });
    const app = readFrom(folder, { parameters: { Bucket: 'deployment', Root: 'v1' } });
    expect(app.apis[0]?.resolvers).toMatchObject([
      { templates: { request: { source: FILES['resolvers/get.req.vtl'] } } },
    ]);
  });

  test.each([
    [
      'broken YAML',
      { 'template.yaml': 'Resources: [' },
      /Cannot read the template .*template\.yaml/,
    ],
    ['a text', { 'template.yaml': 'nothing' }, /it holds no object/],
    ['a folder of other files', { 'package.json': '{}' }, /neither manifest\.json nor a/],
  ])('%s: is refused in one line that names it', (_name, files, message) => {
    expect(() => readFrom(folderOf(files))).toThrow(
      expect.objectContaining({
        code: 'ERR_ASSEMBLY',
        message: expect.stringMatching(message) as string,
      }),
    );
  });
});

describe('a value that is missing', () => {
  const withSource = (properties: string) =>
    folderOf({
      ...FILES,
      'template.yaml': TEMPLATE.replace(
        'Outputs:',
        `
  Other:
    Type: AWS::AppSync::DataSource
    Properties: { ApiId: !GetAtt Api.ApiId, Name: Other, Type: HTTP, HttpConfig: { Endpoint: ${properties} } }
  List:
    Type: AWS::AppSync::Resolver
    Properties: { ApiId: !GetAtt Api.ApiId, TypeName: Query, FieldName: list, DataSourceName: Other, RequestMappingTemplate: '{}', ResponseMappingTemplate: '{}' }
Outputs:`,
      ),
    });

  test('of a data source: it and its resolvers are left out and named, the rest is read', () => {
    const app = readFrom(withSource("!ImportValue 'other:Url'"));
    expect(app.apis[0]?.resolvers.map(({ fieldName }) => fieldName)).toEqual(['get']);
    expect([...(app.apis[0]?.dataSources.keys() ?? [])]).toEqual(['Todos']);
    expect(app.unsupported).toMatchObject([
      {
        logicalId: 'Other',
        consequence: expect.stringMatching(/left out.*no stack of the assembly exports other:Url/),
      },
      { logicalId: 'List', consequence: expect.stringContaining('Query.list has no resolver') },
    ]);
  });

  test('that is given: nothing is left out', () => {
    const app = readFrom(withSource("!ImportValue 'other:Url'"), {
      parameters: { 'other:Url': 'https://example.com' },
    });
    expect(app.apis[0]?.resolvers).toHaveLength(2);
  });
});
