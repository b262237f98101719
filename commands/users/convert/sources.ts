import { readAuth0 } from './auth0.ts';
import { readClerk } from './clerk.ts';
import { readFirebase } from './firebase.ts';
import { readKeycloak } from './keycloak.ts';
import type { ReadExport } from './person.ts';

/** Directories whose exports are understood. */
export const SOURCES = {
  auth0: readAuth0,
  clerk: readClerk,
  firebase: readFirebase,
  keycloak: readKeycloak,
} as const satisfies Readonly<Record<string, ReadExport>>;

/** The name of such a directory. */
export type Source = keyof typeof SOURCES;

/** Whether a directory's exports are understood. */
export const isSource = (name: string): name is Source => Object.hasOwn(SOURCES, name);
