'use client';

export * from './mutations.ts';
export { useClient, UserManagerProvider } from './provider.tsx';
export type { UserManagerProviderProps } from './provider.tsx';
export { useRecentChanges } from './use-recent-changes.ts';
export type { RecentChanges } from './use-recent-changes.ts';
export { useSession } from './use-session.ts';
export type { Session } from './use-session.ts';
export { useMyAccess, useUserAccess } from './use-user-access.ts';
export type { UserAccess } from './use-user-access.ts';
export { useUserHistory } from './use-user-history.ts';
export type { UserHistory } from './use-user-history.ts';
export { useMe, useUser, useUserActivity, useUserStats } from './use-user.ts';
export type { OneUser } from './use-user.ts';
export { useUsers } from './use-users.ts';
export type { UsersList, UseUsersOptions } from './use-users.ts';
