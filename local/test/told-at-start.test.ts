import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startLocal } from '../index.ts';
import { silentLog } from '../shared/log.ts';

test('startLocal: what a template and a schema have too much is told with its place', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-'));
  const template = `Resources:
  Api:
    Type: AWS::AppSync::GraphQLApi
    Properties:
      Name: first
      Name: second
      AuthenticationType: API_KEY
  Schema:
    Type: AWS::AppSync::GraphQLSchema
    Properties: { ApiId: !GetAtt Api.ApiId, DefinitionS3Location: schema.graphql }
`;
  writeFileSync(join(folder, 'template.yaml'), template);
  writeFileSync(join(folder, 'schema.graphql'), 'type Query { a: Int; }');
  const warnings: string[] = [];
  const warn = (_source: string, message: string): number => warnings.push(message);
  const log = { ...silentLog, warn };
  const local = await startLocal({ assemblyFolder: folder, temporary: true, port: 0, log });
  onTestFinished(() => local.stop());
  expect(warnings).toEqual([
    `${join(folder, 'template.yaml')}, line 6, column 7: Name stands here twice: the last one holds`,
    'the schema of API second, line 1, column 20: ; is no sign of SDL: left out',
  ]);
});
