import { connectionInit } from './connection_init.ts';
import { publish } from './publish.ts';
import type { FrameHandler } from './session.ts';
import { subscribe } from './subscribe.ts';
import { unsubscribe } from './unsubscribe.ts';

/** Every message type of the client, by its name on the wire. */
export const messages: ReadonlyMap<string, FrameHandler> = new Map<string, FrameHandler>([
  ['connection_init', connectionInit],
  ['publish', publish],
  ['subscribe', subscribe],
  ['unsubscribe', unsubscribe],
]);
