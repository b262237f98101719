import { expect, test } from 'vitest';
import { awsServiceOf } from '../../shared/aws-hosts.ts';

// https://docs.aws.amazon.com/general/latest/gr/rande.html and the pages of the services
test.each([
  ['sqs.us-east-1.amazonaws.com', 'sqs'],
  ['SQS.us-east-1.amazonaws.com.:443', 'sqs'],
  ['us-east-1.queue.amazonaws.com', 'sqs'],
  ['sqs-fips.us-gov-west-1.amazonaws.com', 'sqs'],
  ['sqs.us-east-1.api.aws', 'sqs'],
  ['vpce-0a-1b.sqs.us-east-1.vpce.amazonaws.com', 'sqs'],
  ['dynamodb.cn-north-1.amazonaws.com.cn', 'dynamodb'],
  ['streams.dynamodb.eu-west-1.amazonaws.com', 'dynamodb'],
  ['123456789012.ddb.us-east-1.amazonaws.com', 'dynamodb'],
  ['s3.amazonaws.com', 's3'],
  ['my.bucket.s3.us-west-2.amazonaws.com', 's3'],
  ['bucket.s3-us-west-2.amazonaws.com', 's3'],
  ['bucket.s3.dualstack.us-west-2.amazonaws.com', 's3'],
  ['bucket.s3-website-us-east-1.amazonaws.com', 's3'],
  ['email.us-east-1.amazonaws.com', 'ses'],
  ['cognito-idp-fips.us-east-1.amazonaws.com', 'cognito-idp'],
  ['example.auth.us-east-1.amazoncognito.com', 'cognito-domain'],
  ['abc.execute-api.us-east-1.amazonaws.com', 'execute-api'],
  ['abc.lambda-url.us-east-1.on.aws', 'lambda-url'],
  ['runtime.sagemaker.us-iso-east-1.c2s.ic.gov', 'sagemaker'],
  ['iam.amazonaws.com', 'iam'],
  ['lambda.eusc-de-east-1.amazonaws.eu', 'lambda'],
  ['169.254.169.254', 'metadata'],
  ['169.254.170.2:80', 'metadata'],
])('awsServiceOf: %s is a host of %s', (host, service) => {
  expect(awsServiceOf(host)).toBe(service);
});

test.each([
  'localhost:4000',
  '127.0.0.1',
  'example.com',
  'amazonaws.com.example',
  'notamazonaws.com',
  'aws.amazon.com.evil.example',
  '',
])('awsServiceOf: %s is none of AWS', (host) => {
  expect(awsServiceOf(host)).toBe(null);
});
