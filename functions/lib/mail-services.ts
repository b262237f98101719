import { readEnvironment } from './environment.ts';
import type { Mailer } from './mailer.ts';
import { createMailer } from './mailer.ts';
import type { Services } from './services.ts';
import { createRecordServices } from './services.ts';
import { createSignedCall } from './signed-call.ts';

/** The table and the mail. */
export type MailServices = Omit<Services, 'identity'> & {
  readonly mailer: Mailer;
  /** Of the hash of a code, as hashCode takes it. @default - hashCode's own */
  readonly codeCost?: number;
};

/** Mail from the stack's own address. */
export const createSesMailer = () =>
  createMailer(
    createSignedCall('ses'),
    readEnvironment('MAIL_FROM'),
    readEnvironment('AWS_REGION'),
  );

/** For functions that work on the table and send mail. */
export function createMailServices(service: string): MailServices {
  return {
    ...createRecordServices(service),
    mailer: createSesMailer(),
  };
}
