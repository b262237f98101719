import { StateError } from './state-error.ts';

/** One part of a path that no system reads as another: no separator, no dot in front. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Makes sure that a text can be the name of a snapshot.
 * @throws StateError that says the rule
 */
export function requireName(name: string): void {
  if (NAME.test(name)) return;
  throw new StateError(
    'BadRequest',
    `name ${JSON.stringify(name)} is no name of a snapshot: ` +
      '1 to 64 letters of A to Z, digits, ".", "_" and "-", the first a letter or digit.',
  );
}
