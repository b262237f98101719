export { createEventApi } from './event-api-service.ts';
export type { EventApiOptions, EventApiService } from './event-api-service.ts';
