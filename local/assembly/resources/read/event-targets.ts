import { origin } from '../../template/ids.ts';
import type { Parts, Resource } from '../../template/types.ts';

/** Services that events can be brought to here, by the third part of an ARN. */
const PLAYED = ['events', 'lambda', 'sns', 'sqs', 'states'];

/** Whether something of this machine can take what an ARN stands for; what it cannot is named. */
export function isDeliverable(
  { arn }: { readonly arn: string },
  resource: Resource,
  parts: Parts,
): boolean {
  if (PLAYED.includes(arn.split(':')[2] ?? '')) return true;
  const consequence =
    arn === ''
      ? 'A target has no value on this machine: nothing is brought to it.'
      : `${arn} is not played here: nothing is brought to it.`;
  parts.unsupported.push({ ...origin(resource), type: `${resource.type} (target)`, consequence });
  return false;
}
