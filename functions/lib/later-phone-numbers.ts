import { createRequire } from 'node:module';
import type * as phoneNumbers from './phone-numbers.ts';

/** As it lies beside the code of a function. */
type PhoneNumbers = typeof phoneNumbers;

const load = createRequire(import.meta.url);

/**
 * Stands in bundles for phone-numbers.ts: a quarter of the code of a function, which it loads with the first number
 * that it is given instead of with each start.
 */
export const readPhoneNumber: PhoneNumbers['readPhoneNumber'] = (text) =>
  (load('./phone-numbers.mjs') as PhoneNumbers).readPhoneNumber(text);
