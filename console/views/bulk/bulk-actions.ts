import type { Client, User } from 'user-manager-client';
import {
  DeleteUserDocument,
  invitationPhaseOf,
  ReactivateUserDocument,
  ResendInvitationDocument,
  RevokeInvitationDocument,
  SuspendUserDocument,
  UpdateUserDocument,
} from 'user-manager-client';
import type { Texts } from '../../texts/en.ts';
import type { IconName } from 'appsync-on-a-laptop/page-kit/icon';

/** Something that is done with many people, one after the other. */
export interface BulkAction {
  readonly icon: IconName;
  /** Whom it makes sense for. */
  readonly appliesTo: (user: User) => boolean;
  readonly run: (client: Client, user: User) => Promise<unknown>;
  readonly isDanger?: boolean;
  /** What takes it back. */
  readonly undo?: BulkName;
}

/** Which; the export is none, it changes nothing. */
export type BulkName = keyof Texts['bulk']['questions'];

/** Everything that can be done with many people. */
export const BULK_ACTIONS: Readonly<Record<BulkName, BulkAction>> = {
  suspend: {
    icon: 'pause',
    appliesTo: ({ status }) => status !== 'SUSPENDED',
    run: (client, { id }) => client.mutate(SuspendUserDocument, { id }),
    undo: 'reactivate',
  },
  reactivate: {
    icon: 'play',
    appliesTo: ({ status }) => status === 'SUSPENDED',
    run: (client, { id }) => client.mutate(ReactivateUserDocument, { id }),
    undo: 'suspend',
  },
  resend: {
    icon: 'mail',
    appliesTo: ({ status }) => status === 'INVITED',
    run: (client, { id }) => client.mutate(ResendInvitationDocument, { id }),
  },
  revoke: {
    icon: 'lock',
    appliesTo: (user) => invitationPhaseOf(user) === 'PENDING',
    run: (client, { id }) => client.mutate(RevokeInvitationDocument, { id }),
  },
  makeAdmin: {
    icon: 'shield',
    appliesTo: ({ role }) => role !== 'ADMIN',
    run: (client, { id }) => client.mutate(UpdateUserDocument, { input: { id, role: 'ADMIN' } }),
    undo: 'makeMember',
  },
  makeMember: {
    icon: 'account',
    appliesTo: ({ role }) => role !== 'MEMBER',
    run: (client, { id }) => client.mutate(UpdateUserDocument, { input: { id, role: 'MEMBER' } }),
    undo: 'makeAdmin',
  },
  delete: {
    icon: 'trash',
    appliesTo: () => true,
    run: (client, { id }) => client.mutate(DeleteUserDocument, { id }),
    isDanger: true,
  },
};

/** In the order in which they are offered. */
export const BULK_NAMES = Object.keys(BULK_ACTIONS) as BulkName[];
