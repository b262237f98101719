import { describe, expect, it } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import { builtPages } from '../support/built-pages.ts';
import {
  consoleOf,
  deployed,
  dev,
  only,
  prod,
  type StageTemplate,
} from '../support/console-template.ts';
import { actions, type Statement } from '../support/template.ts';

describe('the files of the console', () => {
  const files = (stage: StageTemplate) =>
    stage.find('Custom::CDKBucketDeployment').map(([, { Properties }]) => Properties);

  it('are none without built pages: a template needs no build and no function for them', () => {
    expect([...files(dev), ...files(prod)]).toEqual([]);
    expect(dev.find('AWS::Lambda::LayerVersion')).toEqual([]);
  });

  it('are kept by browsers where the name tells the content, and asked for again elsewhere', () => {
    const bucket = { Ref: only(deployed, 'AWS::S3::Bucket', 'Bucket').id };
    expect(files(deployed)).toEqual([
      expect.objectContaining({
        DestinationBucketName: bucket,
        Exclude: ['*'],
        Include: ['assets/*'],
        SystemMetadata: { 'cache-control': 'public, max-age=31536000, immutable' },
        Prune: false,
      }),
      expect.objectContaining({
        Exclude: ['assets/*'],
        SystemMetadata: { 'cache-control': 'no-cache' },
        Prune: false,
      }),
      expect.objectContaining({
        DestinationBucketKeyPrefix: 'playground',
        SystemMetadata: { 'cache-control': 'no-cache' },
      }),
    ]);
  });

  it('are put there by a function that may write to that bucket alone', () => {
    const { id } = only(deployed, 'AWS::S3::Bucket', 'Bucket');
    const policies = deployed.find('AWS::IAM::Policy').map(([, { Properties }]) => Properties);
    const statements = policies.flatMap(
      ({ PolicyDocument }) => (PolicyDocument as { Statement: Statement[] }).Statement,
    );
    const writing = statements.filter((one) =>
      actions(one).some((name) => /^s3:(?:Put|Delete)/u.test(name)),
    );
    const arn = { 'Fn::GetAtt': [id, 'Arn'] };
    expect(writing.map(({ Resource }) => Resource)).toEqual([
      [arn, { 'Fn::Join': ['', [arn, '/*']] }],
    ]);
  });

  it('come before the page that loads them', () => {
    const [[assets] = [], [, page] = []] = deployed.find('Custom::CDKBucketDeployment');
    expect((page as { DependsOn?: string[] }).DependsOn).toContain(assets);
  });

  it('go with the stack in dev only: CloudFormation deletes no full bucket', () => {
    expect(files(deployed)[0]).toMatchObject({ RetainOnDelete: false });
    const kept = consoleOf(stageOf('prod'), { pages: builtPages() });
    expect(files(kept).map(({ RetainOnDelete }) => RetainOnDelete)).not.toContain(false);
    // Without introspection there is no playground.
    expect(files(kept)).toHaveLength(2);
  });
});
