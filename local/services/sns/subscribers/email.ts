import { queueText } from '../notification.ts';
import type { Subscriber } from './subscriber.ts';

/** Shown in the mailbox; nobody has to confirm. */
export const email: Subscriber = ({ message, subscription }, { sendToPerson }) => {
  const body = message.textFor('email');
  const subject = message.subject ?? 'AWS Notification Message';
  sendToPerson({ medium: 'EMAIL', to: subscription.endpoint, subject, body, reason: 'Publish' });
  return null;
};

/** The same with all that is told of it, as JSON. */
export const emailJson: Subscriber = (notification, { sendToPerson }) => {
  const { subscription, message } = notification;
  const subject = message.subject ?? 'AWS Notification Message';
  const body = queueText(notification);
  sendToPerson({ medium: 'EMAIL', to: subscription.endpoint, subject, body, reason: 'Publish' });
  return null;
};
