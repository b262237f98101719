import { createFieldHandler } from '../lib/handler.ts';
import { createRecordServices } from '../lib/services.ts';
import { signOutEverywhere } from './sign-out-everywhere.ts';

/** Lambda handler of signOutEverywhere. */
export const handler = createFieldHandler(
  createRecordServices('sign-out-everywhere'),
  signOutEverywhere,
);
