import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LocalOutputs } from 'appsync-on-a-laptop';

/** What Lambda keeps of records that it gave up, as far as tests look. */
export interface DeadLetter {
  readonly requestContext: { readonly functionArn: string; readonly condition: string };
  readonly DDBStreamBatchInfo: { readonly batchSize: number; readonly startSequenceNumber: string };
  readonly payload: string;
}

const nameOf = ({ requestContext, DDBStreamBatchInfo }: DeadLetter) =>
  `${requestContext.functionArn} ${DDBStreamBatchInfo.startSequenceNumber}`;

/** What readers of the stream gave up, as an operator finds it. */
export function deadLetters({ cognitoEndpoint: endpoint, region, stacks }: LocalOutputs) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const settings = { endpoint, region, credentials };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const sqs = new SQSClient(settings);
  const outputs = stacks['UserManager-dev'] ?? {};
  const Bucket = outputs['FailedChangesBucket'];
  const handled = new Set<string>();

  async function waitingKeys(): Promise<string[]> {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents.map(({ Key = '' }) => Key).filter((key) => !handled.has(key));
  }
  return {
    /** Each once: a reader that is ended after it gave a change up gives it up again. */
    async read(): Promise<DeadLetter[]> {
      const texts = (await waitingKeys()).map(async (Key) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return JSON.parse((await Body?.transformToString()) ?? '') as DeadLetter;
      });
      const all = await Promise.all(texts);
      const named = all.map((letter) => [nameOf(letter), letter] as const);
      return [...new Map(named).values()];
    },
    /** Does not read again what is there now. */
    async leave(): Promise<void> {
      for (const key of await waitingKeys()) handled.add(key);
    },
    /** How many messages of the queues an alarm would see. */
    async alarming(): Promise<number> {
      const counts = (outputs['DeadLetterQueues'] ?? '').split(' ').map(async (QueueUrl) => {
        const AttributeNames = ['ApproximateNumberOfMessages' as const];
        const { Attributes } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames }),
        );
        return Number(Attributes?.ApproximateNumberOfMessages);
      });
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    },
  };
}
