import type { Subscriber } from './subscriber.ts';

/** Shown in the mailbox. */
export const sms: Subscriber = ({ message, subscription }, { sendToPerson }) => {
  const body = message.textFor('sms');
  const to = subscription.endpoint;
  sendToPerson({ medium: 'SMS', to, subject: null, body, reason: 'Publish' });
  return null;
};
