import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { damaged } from '../../../shared/sqlite-file.ts';

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

/**
 * Where messages go, since nothing is mailed. In memory only, for messages hold passwords; snapshots and
 * exports, which are for their owner alone, have them.
 */
export interface Mailbox {
  add(message: Omit<Message, 'id'>): void;
  /** Newest first. */
  list(): readonly Message[];
  clear(): void;
  /** Writes the messages to a file that only its owner reads. */
  save(file: string): void;
  /** Has the messages of the file instead, none without it, and takes the file away. */
  load(file: string): void;
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
    save(file) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, JSON.stringify(messages), { mode: 0o600 });
    },
    load(file) {
      messages = existsSync(file) ? readMessages(file) : [];
      rmSync(file, { force: true });
    },
  };
}

function readMessages(file: string): readonly Message[] {
  try {
    const messages = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    if (Array.isArray(messages)) return messages as readonly Message[];
  } catch {
    // named below
  }
  throw damaged(file, 'it does not hold messages');
}
