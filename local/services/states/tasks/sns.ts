import { isObject } from '../../../shared/is-object.ts';
import { textOf } from '../text-of.ts';
import { refused } from './json-service.ts';
import type { TaskIntegration } from './task-services.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html */
const publish: TaskIntegration = async (argument, { call }, signal) => {
  const form = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31' });
  const { Message, MessageAttributes, ...rest } = argument;
  form.set('Message', textOf(Message));
  for (const [name, value] of Object.entries(rest)) form.set(name, textOf(value));
  Object.entries(isObject(MessageAttributes) ? MessageAttributes : {}).forEach(
    ([Name, value], index) => {
      const entry = `MessageAttributes.entry.${index + 1}`;
      form.set(`${entry}.Name`, Name);
      for (const [part, text] of Object.entries(isObject(value) ? value : {})) {
        form.set(`${entry}.Value.${part}`, textOf(text));
      }
    },
  );
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await call({ service: 'sns', headers, body: form.toString() }, signal);
  if (answer.status < 400) return { MessageId: elementOf(answer.body, 'MessageId') };
  throw refused('SNS', elementOf(answer.body, 'Code'), elementOf(answer.body, 'Message'), answer);
};

/** Of an answer whose elements have no attributes. */
const elementOf = (xml: string, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

export const sns: Readonly<Record<string, TaskIntegration>> = { 'sns:publish': publish };
