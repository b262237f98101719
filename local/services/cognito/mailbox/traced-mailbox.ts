import type { Tracer } from '../../../tracing/index.ts';
import type { Mailbox } from './mailbox.ts';

/** A mailbox each of whose messages is remembered with what caused it; its text and code are only there. */
export function tracedMailbox(mailbox: Mailbox, tracer: Tracer | undefined): Mailbox {
  if (!tracer) return mailbox;
  return {
    ...mailbox,
    add(message) {
      mailbox.add(message);
      const record = tracer.beginBelow('mail', message.reason);
      const { medium, to, subject } = message;
      record?.keepRequest(JSON.stringify({ medium, to, subject }));
      record?.end('succeeded');
    },
  };
}
