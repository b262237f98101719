export { md5Of } from './message.ts';
export type { MessageAttributes } from './message.ts';
export { MESSAGE_IDS, messageIds } from './message-ids.ts';
export type { LyingMessage, QueueInspector } from './queue-inspector.ts';
export { createQueues } from './queues.ts';
export type { QueueReader, SendToQueue } from './queues.ts';
export type { ReceivedMessage } from './store.ts';
