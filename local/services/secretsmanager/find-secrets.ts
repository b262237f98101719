import type { App } from '../../assembly/model.ts';
import type { SecretServices, StoredSecret } from './action.ts';

/** What of an app has secrets. */
export type AppWithSecrets = Pick<App, 'secrets' | 'outsideValues' | 'region' | 'accountId'>;

const OUTSIDE_VERSION = '00000000-0000-4000-8000-000000000000';

/** The app's own secrets, and those given from outside. */
export function findsSecrets(app: AppWithSecrets): Pick<SecretServices, 'find' | 'arnOf'> {
  const arnOf = (id: string): string =>
    id.startsWith('arn:')
      ? id
      : `arn:aws:secretsmanager:${app.region}:${app.accountId}:secret:${id}`;
  const outside = (id: string): StoredSecret | null => {
    const secretString = Object.hasOwn(app.outsideValues, id) ? app.outsideValues[id] : undefined;
    if (secretString === undefined) return null;
    const name = id.replace(/^arn:.*:secret:/, '');
    return { name, arn: arnOf(id), versionId: OUTSIDE_VERSION, secretString };
  };
  return {
    // What is given goes before what the template says.
    find: (id) =>
      outside(id) ??
      app.secrets.find(
        ({ name, arn }) => id === name || id === arn || id === arn.replace(/-\w{6}$/, ''),
      ) ??
      null,
    arnOf,
  };
}
