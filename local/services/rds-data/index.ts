export { createRdsData } from './rds-data.ts';
export type { AskDataApi, RdsDataOptions } from './rds-data.ts';
