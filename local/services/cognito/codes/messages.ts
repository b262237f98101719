import type { UserPoolClient } from '../../../assembly/model.ts';
import type { Pool } from '../pool/pool.ts';
import { recordOf, textOf } from '../users/properties.ts';
import { CognitoError } from '../protocol/errors.ts';
import type { Services } from '../services.ts';
import type { User } from '../store/users.ts';
import { eventAttributes } from '../pool/triggers.ts';

/** Why a message is sent; each is a source of the CustomMessage trigger. */
export type MessageReason =
  | 'AdminCreateUser'
  | 'SignUp'
  | 'ResendCode'
  | 'ForgotPassword'
  | 'UpdateUserAttribute'
  | 'VerifyUserAttribute'
  | 'Authentication';

/** One message to one user. */
export interface Outgoing {
  readonly pool: Pool;
  /** Null for admin calls. */
  readonly client: UserPoolClient | null;
  readonly user: User;
  readonly reason: MessageReason;
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  /** Code or temporary password. */
  readonly code: string;
  readonly clientMetadata: Readonly<Record<string, string>>;
}

/**
 * Puts a message into the mailbox, worded by the CustomMessage trigger or the pool's templates.
 * @throws CognitoError when the trigger fails
 */
export async function sendMessage(services: Services, message: Outgoing): Promise<void> {
  const template = { ...templateOf(message), ...(await customTemplate(services, message)) };
  await requireDelivery(services, message);
  const email = message.medium === 'EMAIL';
  const link = confirmationLink(services, message);
  const fill = (text: string) =>
    text
      .replaceAll('{####}', message.code)
      .replaceAll(LINK_FORM, (_form, label: string) => `<a href="${link}">${label}</a>`)
      .replaceAll('{username}', message.user.attributes.get('email') ?? message.user.username);
  tell(services, message);
  services.mailbox.add({
    at: new Date(services.clock.now()).toISOString(),
    userPoolId: message.pool.id,
    userId: message.user.sub,
    username: message.user.username,
    medium: message.medium,
    to: message.to,
    subject: email ? fill(template.emailSubject) : null,
    body: fill(email ? template.emailMessage : template.smsMessage),
    code: message.code,
    reason: `CustomMessage_${message.reason}`,
  });
}

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html#API_SignUp_Errors */
async function requireDelivery({ faults }: Services, { reason, pool }: Outgoing): Promise<void> {
  if (!faults?.isSet) return;
  const point = { service: 'mail', action: reason, resources: [pool.id] } as const;
  const failure = await faults.meet(point);
  if (failure) throw new CognitoError('CodeDeliveryFailureException', failure.message);
}

const RUN_OF_INVITATIONS = 5_000; // ms from one to the next

/**
 * Names the code, which is what a person at the terminal waits for, but no password and no address.
 * Of a run of invitations, as an import makes them, the first is told.
 */
function tell({ log, mailbox, clock, baseUrl }: Services, { user, code, reason }: Outgoing): void {
  const where = `at ${baseUrl}/mailbox`;
  if (reason !== 'AdminCreateUser') {
    log.info('cognito', `code ${code} for ${user.sub} ${where}`);
    return;
  }
  const [newest] = mailbox.list();
  const isRun =
    newest?.reason === 'CustomMessage_AdminCreateUser' &&
    clock.now() - Date.parse(newest.at) < RUN_OF_INVITATIONS;
  if (!isRun) log.info('cognito', `invitation for ${user.sub} ${where}`);
}

// `{##Verify Email##}` becomes a link with that text.
const LINK_FORM = /\{##([^#]+)##\}/g;
const DEFAULT_LINK = '{##Verify Email##}';

/** Whether the message of a sign-up has a link in place of a code. */
function confirmsByLink({ pool, reason, medium }: Outgoing): boolean {
  const { DefaultEmailOption } = recordOf(pool.properties['VerificationMessageTemplate']);
  const signUp = reason === 'SignUp' || reason === 'ResendCode';
  return signUp && medium === 'EMAIL' && DefaultEmailOption === 'CONFIRM_WITH_LINK';
}

/** Leads to `/confirmUser`. */
function confirmationLink({ baseUrl }: Services, { client, user, code }: Outgoing): string {
  const query = new URLSearchParams({
    client_id: client?.clientId ?? '',
    user_name: user.username,
    confirmation_code: code,
  });
  return `${baseUrl}/confirmUser?${query.toString().replaceAll('&', '&amp;')}`;
}

interface Template {
  readonly emailSubject: string;
  readonly emailMessage: string;
  readonly smsMessage: string;
}

function templateOf(message: Outgoing): Template {
  const { pool, reason } = message;
  const invitation = recordOf(
    recordOf(pool.properties['AdminCreateUserConfig'])['InviteMessageTemplate'],
  );
  if (reason === 'AdminCreateUser') {
    const text = 'Your username is {username} and temporary password is {####}.';
    return {
      emailSubject: textOf(invitation['EmailSubject']) ?? 'Your temporary password',
      emailMessage: textOf(invitation['EmailMessage']) ?? text,
      smsMessage: textOf(invitation['SMSMessage']) ?? text,
    };
  }
  if (reason === 'Authentication') return authenticationTemplate(pool);
  if (reason === 'ForgotPassword') {
    const text = 'Your password reset code is {####}.';
    return { emailSubject: 'Your password reset code', emailMessage: text, smsMessage: text };
  }
  const verification = recordOf(pool.properties['VerificationMessageTemplate']);
  const text = 'Your confirmation code is {####}.';
  const first = (...values: unknown[]) => values.map(textOf).find((value) => value !== null);
  const { properties } = pool;
  if (confirmsByLink(message)) {
    const byLink = `Please click the link below to verify your email address. ${DEFAULT_LINK}`;
    return {
      emailSubject: first(verification['EmailSubjectByLink']) ?? 'Your verification link',
      emailMessage: first(verification['EmailMessageByLink']) ?? byLink,
      smsMessage: text,
    };
  }
  return {
    emailSubject:
      first(verification['EmailSubject'], properties['EmailVerificationSubject']) ??
      'Your verification code',
    emailMessage:
      first(verification['EmailMessage'], properties['EmailVerificationMessage']) ?? text,
    smsMessage: first(verification['SmsMessage'], properties['SmsVerificationMessage']) ?? text,
  };
}

function authenticationTemplate({ properties }: Pool): Template {
  const text = 'Your authentication code is {####}.';
  return {
    emailSubject: textOf(properties['EmailAuthenticationSubject']) ?? 'Your authentication code',
    emailMessage: textOf(properties['EmailAuthenticationMessage']) ?? text,
    smsMessage: textOf(properties['SmsAuthenticationMessage']) ?? text,
  };
}

async function customTemplate(services: Services, message: Outgoing): Promise<Partial<Template>> {
  const { pool, client, user, reason, clientMetadata } = message;
  const response = await services.triggers.call({
    pool,
    trigger: 'CustomMessage',
    source: `CustomMessage_${reason}`,
    userName: user.username,
    clientId: client?.clientId ?? null,
    request: {
      userAttributes: eventAttributes(pool, user),
      codeParameter: '{####}',
      ...(confirmsByLink(message) ? { linkParameter: DEFAULT_LINK } : {}),
      usernameParameter: reason === 'AdminCreateUser' ? '{username}' : null,
      ...(Object.keys(clientMetadata).length > 0 ? { clientMetadata } : {}),
    },
    response: { smsMessage: null, emailMessage: null, emailSubject: null },
  });
  const names = ['emailSubject', 'emailMessage', 'smsMessage'] as const;
  const given = names.flatMap((name) => {
    const text = textOf(response?.[name]);
    return text === null || text === '' ? [] : [[name, text] as const];
  });
  return Object.fromEntries(given);
}
