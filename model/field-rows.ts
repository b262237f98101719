import type {
  CreateUserInput,
  UpdateMeInput,
  UpdateUserInput,
  User,
  UserRole,
  UserSnapshotInput,
} from '../generated/schema-types.ts';

/** Fields of `User` with a resolver of their own: the record does not hold them. */
// Not just the literals, so that each goes with the field.
export type ResolvedField = Extract<keyof User, 'history' | 'sessions' | 'factors'>;

/** A field of the record of a user. */
export type UserField = Exclude<keyof User, ResolvedField>;

/** What inputs have beside fields of the record. */
type Option = 'clientRequestToken' | 'wording' | 'expectedVersion' | 'id';

type Taken<Input> = Exclude<keyof Input, Option>;
type InputField = Taken<CreateUserInput & UpdateUserInput & UpdateMeInput>;

/** The checks of given values by name, and what passes them (functions/lib/field-checks.ts). */
export interface CheckedValues {
  email: string;
  name: string;
  phone: string;
  role: UserRole;
  attributes: Attributes;
}

/** Attributes of a Cognito user that are texts of the person's own. */
export type CognitoAttribute =
  | 'address'
  | 'birthdate'
  | 'email'
  | 'family_name'
  | 'gender'
  | 'given_name'
  | 'locale'
  | 'middle_name'
  | 'name'
  | 'nickname'
  | 'phone_number'
  | 'picture'
  | 'preferred_username'
  | 'profile'
  | 'website'
  | 'zoneinfo';

/** A user's own data: the content of a JSON object. */
export type Attributes = Readonly<Record<string, unknown>>;

type IsJson<Value> = unknown extends Value ? true : false;
type Value<Given> = unknown extends Given ? Attributes : NonNullable<Given>;

/** A user as the directory stores it, without table keys. Fields without a value are absent. */
export type UserRecord = {
  readonly [Field in keyof Pick<User, UserField>]: Value<User[Field]>;
};

/** A field of AWSJSON. */
export type JsonField = {
  [Field in UserField]-?: IsJson<User[Field]> extends true ? Field : never;
}[UserField];

type IsRequired<Type, Field extends keyof Type> =
  Type extends Record<Field, unknown> ? true : false;
type IsIn<Field, Input> = Field extends Taken<Input> ? true : false;

type CheckOf<Wanted> = {
  [Name in keyof CheckedValues]: [Wanted, CheckedValues[Name]] extends [CheckedValues[Name], Wanted]
    ? Name
    : never;
}[keyof CheckedValues];

/** Which field of the input must have a value where the client may give none. */
type NeedsDefault<Field extends UserField> =
  Field extends Taken<CreateUserInput>
    ? [IsRequired<User, Field>, IsRequired<CreateUserInput, Field>] extends [true, false]
      ? true
      : false
    : false;

type Row<Field extends UserField> = {
  /** Whether every record has a value. */
  readonly required: IsRequired<Pick<User, Field>, Field>;
  /** AWSJSON: kept as a JSON text. */
  readonly json: IsJson<User[Field]>;
  /** How a given value is checked; null: nobody gives one. */
  readonly check: Field extends InputField ? CheckOf<Value<User[Field]>> : null;
  /** Whether createUser and the import take it. */
  readonly create: IsIn<Field, CreateUserInput>;
  /** Whether updateUser takes it. */
  readonly update: IsIn<Field, UpdateUserInput>;
  /** Whether updateMe takes it. */
  readonly updateMe: IsIn<Field, UpdateMeInput>;
  /** What the directory keeps the attribute of the Cognito user at; null: Cognito does not hold it. */
  readonly cognito: [Field, Value<User[Field]>] extends [InputField, string]
    ? CognitoAttribute | null
    : null;
  /** Whether a change of it is a change of the user: in history, `changedFields` and subscriptions. */
  readonly content: Field extends InputField ? true : boolean;
  /** Whether `users export` writes it. */
  readonly exported: boolean;
} & (NeedsDefault<Field> extends true
  ? {
      /** What a new user gets that is given none. */
      readonly default: Value<User[Field]>;
    }
  : unknown);

/** Every field that the schema names must be in `User` and in what subscribers are told. */
export type Rows = {
  readonly [Field in UserField | InputField | keyof UserSnapshotInput]: Field extends UserField
    ? Field extends keyof UserSnapshotInput
      ? Row<Field>
      : `${Field} is missing in UserSnapshotInput of schema.graphql`
    : `${Field} is missing in User of schema.graphql`;
};
