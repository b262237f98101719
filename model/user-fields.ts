import type { Rows, UserField } from './field-rows.ts';

/** What all code about a user's fields is derived from; in the order of exports, history and messages. */
export const USER_FIELDS = {
  id: {
    required: true,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: false,
    exported: true,
  },
  email: {
    required: true,
    json: false,
    check: 'email',
    create: true,
    update: true,
    updateMe: false,
    cognito: 'email',
    content: true,
    exported: true,
  },
  firstName: {
    required: true,
    json: false,
    check: 'name',
    create: true,
    update: true,
    updateMe: true,
    cognito: 'given_name',
    content: true,
    exported: true,
  },
  lastName: {
    required: true,
    json: false,
    check: 'name',
    create: true,
    update: true,
    updateMe: true,
    cognito: 'family_name',
    content: true,
    exported: true,
  },
  phone: {
    required: false,
    json: false,
    check: 'phone',
    create: true,
    update: true,
    updateMe: true,
    cognito: 'phone_number',
    content: true,
    exported: true,
  },
  role: {
    required: true,
    json: false,
    check: 'role',
    create: true,
    update: true,
    updateMe: false,
    cognito: null,
    content: true,
    exported: true,
    default: 'MEMBER',
  },
  status: {
    required: true,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: true,
    exported: true,
  },
  attributes: {
    required: false,
    json: true,
    check: 'attributes',
    create: true,
    update: true,
    updateMe: true,
    cognito: null,
    content: true,
    exported: true,
  },
  version: {
    required: true,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: false,
    exported: true,
  },
  createdAt: {
    required: true,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: false,
    exported: true,
  },
  updatedAt: {
    required: true,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: false,
    exported: true,
  },
  createdBy: {
    required: true,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: false,
    exported: true,
  },
  updatedBy: {
    required: true,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: false,
    exported: true,
  },
  lastSignInAt: {
    required: false,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: true,
    exported: true,
  },
  sessionsEndedAt: {
    required: false,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: true,
    exported: false,
  },
  revokedSessions: {
    required: false,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: true,
    exported: false,
  },
  factorsResetAt: {
    required: false,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: true,
    exported: false,
  },
  invitation: {
    required: false,
    json: false,
    check: null,
    create: false,
    update: false,
    updateMe: false,
    cognito: null,
    content: true,
    exported: false,
  },
} as const satisfies Rows;

type Table = typeof USER_FIELDS;
type Property = 'required' | 'json' | 'create' | 'update' | 'updateMe' | 'content' | 'exported';
type FieldWith<Name extends Property> = {
  [Field in UserField]: Table[Field][Name] extends true ? Field : never;
}[UserField];

/** A field that createUser and the import take. */
export type CreateField = FieldWith<'create'>;
/** A field whose change is a change of the user. */
export type ContentField = FieldWith<'content'>;
/** A field that some input takes. */
export type CheckedField = {
  [Field in UserField]: Table[Field]['check'] extends null ? never : Field;
}[UserField];
/** A field that Cognito holds too. */
export type CognitoField = {
  [Field in UserField]: Table[Field]['cognito'] extends null ? never : Field;
}[UserField];
/** A field without which nobody can sign up. */
export type SignUpField = CognitoField & FieldWith<'required'>;

/** All fields of the record. */
export const RECORD_FIELDS = Object.keys(USER_FIELDS) as UserField[];

/** The fields that createUser and the import take. */
export const CREATE_FIELDS = fieldsWith('create');
/** The fields that updateUser takes. */
export const UPDATE_FIELDS = fieldsWith('update');
/** The fields that updateMe takes. */
export const UPDATE_ME_FIELDS = fieldsWith('updateMe');
/** The fields that a change is about. */
export const CONTENT_FIELDS = fieldsWith('content');
/** The columns of an export. */
export const EXPORTED_FIELDS = fieldsWith('exported');
/** The fields that Cognito holds too. */
export const COGNITO_FIELDS = RECORD_FIELDS.filter(
  (field) => USER_FIELDS[field].cognito !== null,
) as CognitoField[];

/** What people who sign themselves up must tell Cognito. */
export const SIGN_UP_FIELDS = COGNITO_FIELDS.filter(
  (field) => USER_FIELDS[field].required,
) as SignUpField[];

function fieldsWith<Name extends Property>(property: Name): FieldWith<Name>[] {
  return RECORD_FIELDS.filter((field) => USER_FIELDS[field][property]) as FieldWith<Name>[];
}
