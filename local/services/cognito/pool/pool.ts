import type { UserPool, UserPoolClient } from '../../../assembly/model.ts';
import { resourceNotFound } from '../protocol/errors.ts';
import { readDevicePolicy } from './device-policy.ts';
import type { DevicePolicy } from './device-policy.ts';
import { integerOf, listOf, recordOf, textOf, truthOf } from '../users/properties.ts';

/** What a password of the pool must have. */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  /** Days. */
  readonly temporaryPasswordValidity: number;
  /** How many of a user's last passwords the next one may not be. */
  readonly historySize: number;
}

/** What passkeys of the pool must be. */
export interface PasskeyPolicy {
  /** As in the template. Pages of this machine could not use it: credentials/web-authn.ts. */
  readonly relyingParty: string | null;
  readonly userVerification: 'required' | 'preferred';
  /** Whether a passkey alone is as good as two factors. */
  readonly isMultiFactor: boolean;
}

/** An attribute of the pool's schema. */
export interface AttributeDefinition {
  /** With `custom:` or `dev:custom:` where AWS has it. */
  readonly name: string;
  readonly type: 'String' | 'Number' | 'Boolean' | 'DateTime';
  readonly mutable: boolean;
  readonly required: boolean;
  /** Length of a string, size of a number. */
  readonly min: number | null;
  readonly max: number | null;
}

/** What a user signs in with besides the user name. */
export type AliasKind = 'email' | 'phone_number' | 'preferred_username';

/** A user pool with its properties read once. */
export interface Pool {
  readonly id: string;
  /** Text after the underscore: part of every SRP computation. */
  readonly name: string;
  readonly displayName: string;
  readonly arn: string;
  readonly region: string;
  readonly issuer: string;
  readonly caseSensitive: boolean;
  /** E-mail or phone number in place of a user name; the user name is then the sub. */
  readonly usernameAttributes: readonly AliasKind[];
  readonly aliasAttributes: readonly AliasKind[];
  readonly autoVerified: readonly AliasKind[];
  readonly adminCreateUserOnly: boolean;
  readonly passwordPolicy: PasswordPolicy;
  readonly schema: ReadonlyMap<string, AttributeDefinition>;
  readonly mfa: 'OFF' | 'ON' | 'OPTIONAL';
  readonly enabledMfas: readonly string[];
  /** AllowedFirstAuthFactors: what USER_AUTH may begin with. */
  readonly firstFactors: readonly string[];
  readonly passkeys: PasskeyPolicy;
  /** Null: devices are not tracked. */
  readonly devices: DevicePolicy | null;
  /** Attributes whose new value waits for its code. */
  readonly verifyBeforeUpdate: readonly AliasKind[];
  readonly recovery: readonly string[];
  /** Properties of AWS::Cognito::UserPool. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly source: UserPool;
}

/** The pools of the app, found as requests name them. */
export interface Pools {
  readonly all: readonly Pool[];
  /** @throws CognitoError ResourceNotFoundException */
  get(poolId: string): Pool;
  /** @throws CognitoError ResourceNotFoundException */
  client(clientId: string): { pool: Pool; client: UserPoolClient };
  /** @throws CognitoError ResourceNotFoundException also when the client is another pool's */
  clientOf(pool: Pool, clientId: string): UserPoolClient;
  /** From now on these are the client's secrets, in the place of the template's. */
  putSecrets(clientId: string, secrets: readonly string[]): void;
  /** The template's secrets count again. */
  forgetSecrets(): void;
}

/** Reads the pools' properties once. */
export function createPools(userPools: readonly UserPool[]): Pools {
  const all = userPools.map(readPool);
  const byId = new Map(all.map((pool) => [pool.id, pool]));
  const clients = new Map(
    all.flatMap((pool) =>
      pool.source.clients.map((client) => [client.clientId, { pool, client }] as const),
    ),
  );
  /** Clients whose secrets are others than the template's. */
  const rotated = new Map<string, { pool: Pool; client: UserPoolClient }>();
  const clientById = (clientId: string) => {
    const found = clients.get(clientId);
    if (found === undefined) {
      throw resourceNotFound(`User pool client ${clientId} does not exist.`);
    }
    return rotated.get(clientId) ?? found;
  };
  return {
    all,
    get(poolId) {
      const pool = byId.get(poolId);
      if (pool === undefined) throw resourceNotFound(`User pool ${poolId} does not exist.`);
      return pool;
    },
    client: clientById,
    clientOf(pool, clientId) {
      const found = clientById(clientId);
      if (found.pool !== pool) {
        throw resourceNotFound(`User pool client ${clientId} does not exist.`);
      }
      return found.client;
    },
    putSecrets(clientId, clientSecrets) {
      const { pool, client } = clientById(clientId);
      const [clientSecret = null] = clientSecrets;
      rotated.set(clientId, { pool, client: { ...client, clientSecret, clientSecrets } });
    },
    forgetSecrets: () => rotated.clear(),
  };
}

function readPool(source: UserPool): Pool {
  const { properties } = source;
  const usernameAttributes = aliasKinds(properties['UsernameAttributes']);
  const updates = recordOf(properties['UserAttributeUpdateSettings']);
  const adminCreate = recordOf(properties['AdminCreateUserConfig']);
  return {
    id: source.userPoolId,
    name: source.userPoolId.slice(source.userPoolId.indexOf('_') + 1),
    displayName: textOf(properties['UserPoolName']) ?? source.logicalId,
    arn: source.arn,
    region: source.userPoolId.slice(0, source.userPoolId.indexOf('_')),
    issuer: source.issuer,
    // AWS's default is case sensitive; CDK writes the property only when signInCaseSensitive is set.
    caseSensitive: truthOf(recordOf(properties['UsernameConfiguration'])['CaseSensitive'], true),
    usernameAttributes,
    aliasAttributes: aliasKinds(properties['AliasAttributes']),
    autoVerified: aliasKinds(properties['AutoVerifiedAttributes']),
    adminCreateUserOnly: truthOf(adminCreate['AllowAdminCreateUserOnly'], false),
    passwordPolicy: readPasswordPolicy(properties, adminCreate),
    schema: readSchema(properties['Schema']),
    mfa: readMfa(properties['MfaConfiguration']),
    enabledMfas: textsOf(properties['EnabledMfas']),
    firstFactors: readFirstFactors(properties['Policies']),
    passkeys: {
      relyingParty: textOf(properties['WebAuthnRelyingPartyID']),
      userVerification:
        properties['WebAuthnUserVerification'] === 'required' ? 'required' : 'preferred',
      isMultiFactor:
        properties['WebAuthnFactorConfiguration'] === 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    },
    devices: readDevicePolicy(properties['DeviceConfiguration']),
    verifyBeforeUpdate: aliasKinds(updates['AttributesRequireVerificationBeforeUpdate']),
    recovery: readRecovery(properties['AccountRecoverySetting']),
    properties,
    source,
  };
}

function readPasswordPolicy(
  properties: Readonly<Record<string, unknown>>,
  adminCreate: Readonly<Record<string, unknown>>,
): PasswordPolicy {
  const declared = recordOf(properties['Policies'])['PasswordPolicy'];
  const policy = recordOf(declared);
  // A pool without a policy asks for all four kinds of characters.
  const byDefault = declared === undefined;
  return {
    minimumLength: integerOf(policy['MinimumLength'], 8),
    requireUppercase: truthOf(policy['RequireUppercase'], byDefault),
    requireLowercase: truthOf(policy['RequireLowercase'], byDefault),
    requireNumbers: truthOf(policy['RequireNumbers'], byDefault),
    requireSymbols: truthOf(policy['RequireSymbols'], byDefault),
    temporaryPasswordValidity: integerOf(
      policy['TemporaryPasswordValidityDays'] ?? adminCreate['UnusedAccountValidityDays'],
      7,
    ),
    historySize: integerOf(policy['PasswordHistorySize'], 0),
  };
}

const STANDARD_ATTRIBUTES = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
  'address',
];

function readSchema(declared: unknown): ReadonlyMap<string, AttributeDefinition> {
  const standard = (name: string, type: AttributeDefinition['type']): AttributeDefinition => ({
    name,
    type,
    mutable: true,
    required: false,
    min: type === 'String' ? 0 : null,
    max: type === 'String' ? 2048 : null,
  });
  const schema = new Map<string, AttributeDefinition>();
  for (const name of STANDARD_ATTRIBUTES) schema.set(name, standard(name, 'String'));
  schema.set('birthdate', { ...standard('birthdate', 'String'), min: 10, max: 10 });
  schema.set('email_verified', standard('email_verified', 'Boolean'));
  schema.set('phone_number_verified', standard('phone_number_verified', 'Boolean'));
  schema.set('updated_at', { ...standard('updated_at', 'Number'), min: 0 });
  for (const item of listOf(declared).map(recordOf)) {
    const definition = readAttribute(item, schema);
    schema.set(definition.name, definition);
  }
  return schema;
}

function readAttribute(
  item: Readonly<Record<string, unknown>>,
  standard: ReadonlyMap<string, AttributeDefinition>,
): AttributeDefinition {
  const bare = (textOf(item['Name']) ?? '').replace(/^custom:/, '');
  const known = standard.get(bare);
  const developer = truthOf(item['DeveloperOnlyAttribute'], false) ? 'dev:' : '';
  const strings = recordOf(item['StringAttributeConstraints']);
  const numbers = recordOf(item['NumberAttributeConstraints']);
  const bound = (text: unknown, fallback: number | null) =>
    textOf(text) === null ? fallback : Number(textOf(text));
  return {
    name: known === undefined ? `${developer}custom:${bare}` : bare,
    type: known?.type ?? attributeType(item['AttributeDataType']),
    mutable: truthOf(item['Mutable'], true),
    required: truthOf(item['Required'], false),
    min: bound(strings['MinLength'] ?? numbers['MinValue'], known?.min ?? null),
    max: bound(strings['MaxLength'] ?? numbers['MaxValue'], known?.max ?? null),
  };
}

function attributeType(value: unknown): AttributeDefinition['type'] {
  return value === 'Number' || value === 'Boolean' || value === 'DateTime' ? value : 'String';
}

function aliasKinds(value: unknown): readonly AliasKind[] {
  return listOf(value).filter(
    (item): item is AliasKind =>
      item === 'email' || item === 'phone_number' || item === 'preferred_username',
  );
}

const textsOf = (value: unknown): readonly string[] =>
  listOf(value).flatMap((item) => textOf(item) ?? []);

/** A pool without a policy has passwords. */
function readFirstFactors(policies: unknown): readonly string[] {
  const policy = recordOf(recordOf(policies)['SignInPolicy']);
  const given = textsOf(policy['AllowedFirstAuthFactors']);
  return given.length === 0 ? ['PASSWORD'] : given;
}

function readMfa(value: unknown): Pool['mfa'] {
  return value === 'ON' || value === 'OPTIONAL' ? value : 'OFF';
}

function readRecovery(value: unknown): readonly string[] {
  const mechanisms = listOf(recordOf(value)['RecoveryMechanisms']).map(recordOf);
  if (mechanisms.length === 0) return ['verified_phone_number', 'verified_email'];
  return mechanisms
    .sort((a, b) => integerOf(a['Priority'], 1) - integerOf(b['Priority'], 1))
    .flatMap((mechanism) => textOf(mechanism['Name']) ?? []);
}
