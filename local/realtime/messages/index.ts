import { connectionInit } from './connection_init.ts';
import type { MessageHandler } from './session.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';

/** Every message type of the client, by its name on the wire. */
export const messages: ReadonlyMap<string, MessageHandler> = new Map<string, MessageHandler>([
  ['connection_init', connectionInit],
  ['start', start],
  ['stop', stop],
]);
