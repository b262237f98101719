// Written by `npm run codegen` from schema.graphql.
import type {
  AuthFactor,
  Language,
  InvitationPhase,
  UserRole,
  UserStatus,
  UserChangeType,
  UserSortField,
  SortDirection,
} from './schema-types.ts';

export const AUTH_FACTORS = ['PASSWORD', 'PASSKEY', 'TOTP', 'SMS_CODE', 'EMAIL_CODE'] as const satisfies readonly AuthFactor[];
export const LANGUAGES = ['EN', 'DE'] as const satisfies readonly Language[];
export const INVITATION_PHASES = ['PENDING', 'EXPIRED'] as const satisfies readonly InvitationPhase[];
export const USER_ROLES = ['ADMIN', 'MEMBER'] as const satisfies readonly UserRole[];
export const USER_STATUSES = ['INVITED', 'ACTIVE', 'SUSPENDED'] as const satisfies readonly UserStatus[];
export const USER_CHANGE_TYPES = ['CREATED', 'UPDATED', 'DELETED'] as const satisfies readonly UserChangeType[];
export const USER_SORT_FIELDS = ['CREATED_AT', 'EMAIL', 'NAME'] as const satisfies readonly UserSortField[];
export const SORT_DIRECTIONS = ['ASC', 'DESC'] as const satisfies readonly SortDirection[];
