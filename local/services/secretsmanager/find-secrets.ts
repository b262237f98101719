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
  const givenAs = (id: string): string | undefined =>
    Object.hasOwn(app.outsideValues, id) ? app.outsideValues[id] : undefined;
  const outside = (id: string): StoredSecret | null => {
    const secretString = givenAs(id);
    if (secretString === undefined) return null;
    const name = id.replace(/^arn:.*:secret:/, '');
    return { name, arn: arnOf(id), versionId: OUTSIDE_VERSION, secretString };
  };
  /** One of the template; what is given under its name or ARN goes before what the template says. */
  const own = (id: string): StoredSecret | null => {
    const found = app.secrets.find(
      ({ name, arn }) => id === name || id === arn || id === arn.replace(/-\w{6}$/, ''),
    );
    if (!found) return null;
    const secretString = givenAs(id) ?? givenAs(found.name) ?? givenAs(found.arn);
    return secretString === undefined ? found : { ...found, secretString };
  };
  return { find: (id) => own(id) ?? outside(id), arnOf };
}
