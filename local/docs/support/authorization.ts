import { TIME_LIMIT } from '../../auth/modes/AWS_LAMBDA.ts';
import type { AuthenticationType } from '../../shared/identity.ts';
import { supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

/** A remark on each mode; '' when there is none. */
const MODES: Readonly<Record<AuthenticationType, string>> = {
  API_KEY: 'Keys are derived from the data folder; `outputs.json` holds the first one.',
  AMAZON_COGNITO_USER_POOLS:
    'ID and access tokens of pools of the app; signature, issuer, times, client id are checked.',
  AWS_IAM: '',
  OPENID_CONNECT: 'Discovery, JWKS, `IatTTL`, `AuthTTL`, client id; algorithms RS, PS, HS and ES.',
  AWS_LAMBDA: `The function has ${TIME_LIMIT / 1_000} s; answers are kept for their TTL.`,
};

const PARTLY: Partial<Record<AuthenticationType, string>> = {
  AWS_IAM:
    'Signatures are verified with the keys the engine hands out: one for each function, and `local`/`local`, which may call every field. A function may call the root fields that the policies of its role allow: see the next section.',
};

/** The authorization modes. */
export function authorization(): Section {
  const partly = Object.fromEntries(Object.entries(PARTLY));
  const notes = Object.fromEntries(
    Object.entries(MODES).filter(([mode, note]) => note !== '' && !(mode in partly)),
  );
  return {
    title: 'Authorization',
    body: [
      'Several modes at once; each request is judged by the form of its credentials, each field by its directives.',
      supportTable(
        'mode',
        rowsOf(Object.keys(MODES), {
          tests: ['local/test/auth/modes'],
          partly,
          notes,
        }),
      ),
      'Not there: WAF, private APIs, custom domains, Cognito identity pools.',
    ],
  };
}
