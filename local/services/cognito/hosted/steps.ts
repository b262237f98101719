import { secretHash } from '../credentials/secret-hash.ts';
import type { Caller, Parameters } from '../flows/types.ts';
import type { Services } from '../services.ts';
import type { Known, PageContext } from './page.ts';

/** Writes a page. */
export type ShowPage = (context: PageContext) => string;

/** What follows a form: another page, another address, or nothing because somebody has signed in. */
export type Next =
  | { readonly show: ShowPage; readonly runsScript?: boolean }
  | { readonly goTo: string }
  | 'signed in';

/** One form of the pages. */
export interface Step {
  /** @throws CognitoError, which the form is shown again with */
  submit(services: Services, caller: Caller, form: URLSearchParams): Promise<Next>;
  /** The same page again, with the error that is in the context. */
  again(services: Services, context: PageContext, form: URLSearchParams): string;
}

/** The pages stand in for an app that knows the client's secret. */
export function identified({ client }: Caller, form: URLSearchParams): Parameters {
  const username = text(form, 'username');
  const secret = client.clientSecret;
  return {
    USERNAME: username,
    ...(secret === null ? {} : { SECRET_HASH: secretHash(secret, username, client.clientId) }),
  };
}

/** Where a sign-in stands, by the hidden fields of its form. */
export const knownIn = (form: URLSearchParams): Known => ({
  username: text(form, 'username'),
  session: text(form, 'session'),
});

/** Fields of user attributes, by their name in the form. */
export function attributeFields(form: URLSearchParams): Parameters {
  return Object.fromEntries([...form].filter(([name]) => name.startsWith('userAttributes.')));
}

/** `userAttributes.name` without the prefix. */
export function bareName(name: string): string {
  return name.replace(/^userAttributes\./, '');
}

/** A field of the form, empty when it is not there. */
export function text(form: URLSearchParams, name: string): string {
  return form.get(name) ?? '';
}
