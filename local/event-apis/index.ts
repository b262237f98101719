export { createEventApi } from './event-api-service.ts';
export type { EventApiService } from './event-api-service.ts';
