import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { actions } from '../../services/cognito/actions/index.ts';
import { flows } from '../../services/cognito/flows/initiate.ts';
import { challengeAnswers } from '../../services/cognito/flows/respond.ts';
import { grants } from '../../services/cognito/routes/token.ts';
import type { TriggerName } from '../../services/cognito/pool/triggers.ts';
import { codes, supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = ['local/test/services/cognito'];

/** Triggers that are run; the type makes the list complete. */
const TRIGGERS: Readonly<Record<TriggerName, true>> = {
  PreSignUp: true,
  PostConfirmation: true,
  PreAuthentication: true,
  PostAuthentication: true,
  PreTokenGeneration: true,
  CustomMessage: true,
  UserMigration: true,
  DefineAuthChallenge: true,
  CreateAuthChallenge: true,
  VerifyAuthChallengeResponse: true,
};

/** Other members of a pool's LambdaConfig. */
const OTHER_TRIGGERS = ['CustomEmailSender', 'CustomSMSSender', 'InboundFederation'];

/** Pages and endpoints of a pool's domain, here at the gateway. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  '/oauth2/authorize':
    'Code with PKCE (S256), or tokens (`response_type=token`); `prompt` is `none` or `login`.',
  '/login':
    'Password, new password, TOTP and codes by e-mail with their set-up, codes by text message; in managed login the choice of the first factor, passkeys among them.',
  '/signup': 'Where the pool lets people sign themselves up.',
  '/confirm': 'The code of a sign-up; then the person is signed in.',
  '/resendcode': '',
  '/confirmUser': 'The link in the message, for pools with `CONFIRM_WITH_LINK`.',
  '/forgotPassword': '',
  '/confirmForgotPassword': '',
  '/logout': '',
  '/passkeys/add': 'In managed login; whoever is not signed in at the browser is asked to first.',
  '/oauth2/token': '',
  '/oauth2/userInfo': '',
  '/oauth2/revoke': '',
};

const OTHER_ENDPOINTS = ['/oauth2/idpresponse', '/saml2/idpresponse'];

const USER_AUTH =
  'Without step-up: `TARGET_ACR_VALUES`, `MAX_AGE` and `ACCESS_TOKEN` are not looked at.';

/** What the tables do not say. */
const NOTES: readonly string[] = [
  'The pages and `/oauth2/authorize` need an `AWS::Cognito::UserPoolDomain` in the template and answer only under `localhost`, `127.0.0.1`, `[::1]` and the configured host. `/oauth2/token`, `/oauth2/userInfo` and `/oauth2/revoke` answer under any: they trust no cookie, only what the request carries.',
  'Passkeys are bound to `localhost`, or to the host name that the engine listens under, and never to the `WebAuthnRelyingPartyID` of the template: no page of this machine could use that. So a passkey made here is of no use at AWS, and a page at `127.0.0.1` has none: open it as `localhost`.',
  'Tokens have the claim `amr` (`pwd`, `otp`, `pop`, `user`, and `mfa` after two kinds), renewed ones too; those of custom challenges have none, and none has `acr`: which factors reach which level AWS does not say where this was written, and `acr_values` and `max_age` are not looked at. Unverified: the names for a passkey, that access tokens have the claim as ID tokens do, and that nobody has to ask for it. A trigger cannot set it.',
  'An import job takes its file at the `PreSignedUrl`, which is an address of the engine, and imports at once what `StartUserImportJob` starts; the log of the engine has the lines that AWS writes to CloudWatch. `cognito:mfa_enabled` is not looked at. Who was imported with a hash (bcrypt as `$2b$…`; scrypt, Argon2id and PBKDF2 with SHA-256 as PHC strings) has to send the password once in clear, `USER_PASSWORD_AUTH` or `PASSWORD` of `USER_AUTH`: no server can check a hash by SRP. From then on both go.',
  'The pages are in English and bear no branding. They look the same for both values of `ManagedLoginVersion`, but only with 2 they offer passkeys and codes in place of the password, as at AWS: to clients with `ALLOW_USER_AUTH` in pools whose sign-in policy has more than passwords. Numbers for text messages cannot be set up on them.',
  'The sign-up page links to the terms of its client, in English or by default, once there are both kinds.',
  'Where the pool tracks devices, the tokens of a sign-in through the API are bound to its device: they have the claim `device_key`, and a refresh needs the key of a confirmed device, or it is refused with “Invalid Refresh Token” and the log tells why. Sign-ins on the pages have no device.',
  'Not there: identity pools, other identity providers, a passkey as second factor after the password, SSO sessions in the list of sessions, threat protection.',
];

/** Actions of the API that are not run here. */
export function missingActions(): string[] {
  return Object.keys(sdk)
    .filter((name) => /^[A-Z]\w*Command$/.test(name))
    .map((name) => name.slice(0, -'Command'.length))
    .filter((name) => !actions.has(name))
    .sort();
}

/** Actions, flows and pages of user pools. */
export function cognito(): Section {
  const refused = (names: readonly string[], how: string): Record<string, string> =>
    Object.fromEntries(names.map((name) => [name, how]));
  const triggers = Object.keys(TRIGGERS);
  const flowNames = Object.keys(flows);
  return {
    title: 'Cognito user pools',
    body: [
      'Pools, clients, groups, resource servers and domains come from the template. Messages that AWS would send are shown at `/mailbox`. Nothing here was compared with the live service; it was with its documents and with five clients (AWS SDK, aws-amplify, amazon-cognito-identity-js, cognito-srp-helper, aws-jwt-verify).',
      supportTable(
        'action',
        rowsOf([...actions.keys()], { tests: TESTS, sign: (name) => [name, `${name}Command`] }),
      ),
      `**Not supported** (they answer \`UnsupportedOperationException\`): ${codes(missingActions())}.`,
      supportTable(
        'authentication flow',
        rowsOf(flowNames, {
          tests: TESTS,
          partly: { USER_AUTH },
        }),
      ),
      supportTable('challenge', rowsOf(Object.keys(challengeAnswers), { tests: TESTS })),
      supportTable(
        'trigger',
        rowsOf([...triggers, ...OTHER_TRIGGERS], {
          tests: ['local/test/services/cognito/triggers.test.ts', 'local/test/services/cognito'],
          partly: { PreTokenGeneration: 'V1 and V2 events; V3 gets the form of V2.' },
          not: refused(OTHER_TRIGGERS, 'Not called.'),
        }),
      ),
      supportTable(
        'endpoint of the domain',
        rowsOf([...Object.keys(ENDPOINTS), ...OTHER_ENDPOINTS], {
          tests: TESTS,
          notes: ENDPOINTS,
          not: refused(OTHER_ENDPOINTS, 'Not served.'),
        }),
      ),
      supportTable('grant of `/oauth2/token`', rowsOf(Object.keys(grants), { tests: TESTS })),
      ...NOTES,
    ],
  };
}
