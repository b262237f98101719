import { url } from 'node:inspector';

/** Whether a debugger may stop code here: no time limit holds then for what it stops. */
export const isInspected = (): boolean => url() !== undefined;
