export { refusalToInvoke } from './access.ts';
export { createEventSources } from './event-sources/event-sources.ts';
export { createQueueSources } from './event-sources/queue-sources.ts';
export type { EventSourceOptions } from './event-sources/event-sources.ts';
export { createLambdaHost } from './lambda-host.ts';
export type { LambdaHostOptions } from './lambda-host.ts';
export { findHandlerFile } from './worker/load-handler.ts';
export type { FunctionErrorPayload, InvokeResult, LambdaHost } from './types.ts';
