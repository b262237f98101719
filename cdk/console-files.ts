import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { ConsoleConfig } from '../console/config.ts';
import { serviceOfThisAccount } from './service-of-this-account.ts';
import type { Pages } from './settings.ts';
import type { Stage } from './stage.ts';

interface ConsoleFiles {
  readonly stage: Stage;
  readonly pages: Pages;
  readonly bucket: IBucket;
  readonly config: ConsoleConfig;
}

/** Their names tell their content. */
const HASHED = 'assets/*';
const KEPT = [
  CacheControl.setPublic(),
  CacheControl.maxAge(Duration.days(365)),
  CacheControl.immutable(),
];
const ASKED_FOR_AGAIN = [CacheControl.noCache()];

/**
 * Puts the built pages into the bucket, which takes CDK's own function for it. What an earlier deployment
 * put there stays: a page that is open loads parts of itself later.
 */
export function putConsoleFiles(
  scope: Construct,
  { stage, pages, bucket, config }: ConsoleFiles,
): void {
  const logGroup = new LogGroup(scope, 'FilesLogs', {
    retention: stage.logRetention,
    removalPolicy: stage.removalPolicy,
  });
  // CDK's would trust the Lambda of every account, and might write to every log group of this one.
  const role = new Role(scope, 'FilesRole', {
    assumedBy: serviceOfThisAccount('lambda.amazonaws.com'),
  });
  logGroup.grantWrite(role);
  const common = {
    destinationBucket: bucket,
    role,
    logGroup,
    prune: false,
    // CloudFormation deletes no bucket that holds something.
    retainOnDelete: stage.removalPolicy !== RemovalPolicy.DESTROY,
  };
  const assets = new BucketDeployment(scope, 'Assets', {
    ...common,
    sources: [Source.asset(pages.console)],
    exclude: ['*'],
    include: [HASHED],
    cacheControl: KEPT,
  });
  const html = new BucketDeployment(scope, 'Pages', {
    ...common,
    sources: [Source.asset(pages.console), Source.jsonData('config.json', config)],
    exclude: [HASHED],
    cacheControl: ASKED_FOR_AGAIN,
  });
  // A new page must find what it loads.
  html.node.addDependency(assets);
  if (!stage.introspection) return;
  new BucketDeployment(scope, 'Playground', {
    ...common,
    sources: [Source.asset(pages.playground), Source.jsonData('config.json', config)],
    destinationKeyPrefix: 'playground',
    cacheControl: ASKED_FOR_AGAIN,
  });
}
