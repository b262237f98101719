import type { CorpusApp } from '../types.ts';
import { AMPLIFY_GEN2_APPS } from './amplify-gen2.ts';
import { AWS_CDK_EXAMPLES } from './aws-cdk-examples.ts';
import { AWS_SAMPLES } from './aws-samples.ts';
import { CDK_V1_APPS } from './cdk-v1.ts';
import { CDK_V2_APPS } from './cdk-v2.ts';
import { CLOUDFORMATION_APPS } from './cloudformation.ts';
import { FOCUS_OTTER } from './focus-otter.ts';
import { SAM_APPS } from './sam.ts';
import { SERVERLESS_FRAMEWORK_APPS } from './serverless-framework.ts';
import { SERVERLESS_PATTERNS } from './serverless-patterns.ts';

/** All apps, in the order of the page. */
export const APPS: readonly CorpusApp[] = [
  ...AWS_CDK_EXAMPLES,
  ...SERVERLESS_PATTERNS,
  ...AWS_SAMPLES,
  ...FOCUS_OTTER,
  ...CDK_V2_APPS,
  ...CDK_V1_APPS,
  ...SAM_APPS,
  ...CLOUDFORMATION_APPS,
  ...SERVERLESS_FRAMEWORK_APPS,
  ...AMPLIFY_GEN2_APPS,
];
