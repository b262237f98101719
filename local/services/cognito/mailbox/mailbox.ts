import { randomUUID } from 'node:crypto';

/** A message that AWS would have sent. */
export interface Message {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** Null, like the next two, when it was not Cognito that sent it. */
  readonly userPoolId: string | null;
  /** The user's sub. */
  readonly userId: string | null;
  readonly username: string | null;
  readonly medium: 'EMAIL' | 'SMS';
  readonly to: string;
  readonly subject: string | null;
  readonly body: string;
  /** The code or the temporary password in the body, if Cognito put it there. */
  readonly code: string | null;
  /**
   * Why it was sent: source of the CustomMessage trigger, e.g. `CustomMessage_AdminCreateUser`, or the
   * operation of another service, e.g. `SendEmail`.
   */
  readonly reason: string;
}

/** Where messages go, since nothing is mailed. In memory only: messages hold passwords. */
export interface Mailbox {
  add(message: Omit<Message, 'id'>): void;
  /** Newest first. */
  list(): readonly Message[];
  clear(): void;
}

const MAX_MESSAGES = 1000;

/** Makes an empty mailbox that keeps the newest 1,000 messages. */
export function createMailbox(): Mailbox {
  let messages: readonly Message[] = [];
  return {
    add(message) {
      messages = [{ id: randomUUID(), ...message }, ...messages].slice(0, MAX_MESSAGES);
    },
    list: () => messages,
    clear() {
      messages = [];
    },
  };
}
