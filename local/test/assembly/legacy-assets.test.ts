import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFrom } from './synthesize-app.ts';
import { folderOf } from './template-folder.ts';

/** https://docs.aws.amazon.com/cdk/v2/guide/assets.html, of the legacy synthesizer */
test('an assembly of CDK v1: its assets are found by their parameters', () => {
  const hash = 'a'.repeat(64);
  const [bucket, key, artifactHash] = ['S3Bucket', 'S3VersionKey', 'ArtifactHash'].map(
    (end) => `AssetParameters${hash}${end}01234567`,
  );
  const part = (index: number) => ({
    'Fn::Select': [index, { 'Fn::Split': ['||', { Ref: key }] }],
  });
  const folder = folderOf({
    'manifest.json': JSON.stringify({
      version: '36.0.0',
      artifacts: {
        Old: {
          type: 'aws:cloudformation:stack',
          environment: 'aws://unknown-account/unknown-region',
          properties: { templateFile: 'Old.template.json' },
          metadata: {
            '/Old': [
              {
                type: 'aws:cdk:asset',
                data: {
                  path: `asset.${hash}`,
                  id: hash,
                  packaging: 'zip',
                  sourceHash: hash,
                  s3BucketParameter: bucket,
                  s3KeyParameter: key,
                  artifactHashParameter: artifactHash,
                },
              },
            ],
          },
        },
      },
    }),
    'Old.template.json': JSON.stringify({
      Parameters: Object.fromEntries(
        [bucket, key, artifactHash].map((name) => [name, { Type: 'String' }]),
      ),
      Resources: {
        Echo: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Runtime: 'nodejs20.x',
            Handler: 'index.handler',
            Role: 'arn:aws:iam::000000000000:role/r',
            Code: { S3Bucket: { Ref: bucket }, S3Key: { 'Fn::Join': ['', [part(0), part(1)]] } },
          },
        },
      },
    }),
    [`asset.${hash}/index.js`]: 'exports.handler = async () => 1;',
  });
  expect(readFrom(folder).functions).toMatchObject([{ codeFolder: join(folder, `asset.${hash}`) }]);
});
