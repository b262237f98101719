import { escapeHtml } from '../routes/http.ts';
import { linkOut, passkeyPage, submitButton } from './page.ts';
import type { PageContext } from './page.ts';

/** The page's address. */
export const ADD_PASSKEY = '/passkeys/add';

/** Makes a new passkey of somebody who is signed in. */
export function addPasskeyPage(
  context: PageContext,
  {
    options,
    username,
    back,
  }: {
    /** JSON of what the browser makes it by. */
    readonly options: string;
    readonly username: string;
    /** Where the client's people come back to. */
    readonly back: string;
  },
): string {
  return passkeyPage(
    context,
    {
      title: 'Add a passkey',
      path: ADD_PASSKEY,
      fields: [
        `<p class="about">From then on ${escapeHtml(username)} can sign in with this device’s lock: no password to type, none to lose.</p>`,
      ],
      buttons: [submitButton('Add a passkey', { isFirst: true })],
      below: [linkOut(back, 'Not now')],
    },
    { kind: 'create', options },
  );
}
