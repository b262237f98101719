import type { Log } from '../../../shared/log.ts';
import { invokeFor } from './lambda.ts';
import type { Failure, TargetServices } from './target.ts';

/**
 * Brings what a bucket tells by itself to a function, queue or topic. What they do not take is told in the
 * log alone, as S3 tells nobody.
 */
export function notifyTarget(
  services: Omit<TargetServices, 'forward'> & { readonly log: Log },
  arn: string,
  body: string,
  sourceArn: string,
): void {
  const failure = deliver(services, { arn, body, sourceArn });
  if (failure) services.log.warn('s3', `${arn} does not hear of an object: ${failure.message}`);
}

function deliver(
  { publish = () => false, sendToQueue, ...services }: Omit<TargetServices, 'forward'>,
  { arn, body, sourceArn }: Readonly<Record<'arn' | 'body' | 'sourceArn', string>>,
): Failure | null {
  const service = arn.split(':')[2];
  const sender = { principal: 's3.amazonaws.com', sourceArn };
  if (service === 'lambda') return invokeFor({ arn, body, sender }, services);
  const isTaken = service === 'sqs' ? sendToQueue(arn, body) : publish(arn, body);
  return isTaken ? null : { code: 'NO_RESOURCE', message: 'it is not in this app.' };
}
