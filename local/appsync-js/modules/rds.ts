import { toJsonObject } from '../util/rds.ts';

export { toJsonObject };
