import type { UserRole, UserStatus } from 'user-manager-client';
import { useTexts } from '../texts/use-texts.tsx';

const TONES = { INVITED: 'info', ACTIVE: 'good', SUSPENDED: 'bad' } as const satisfies Readonly<
  Record<UserStatus, string>
>;

/** A status in words, with a colour beside. */
export function StatusBadge({ status }: { readonly status: UserStatus }) {
  return <span className={`badge badge-${TONES[status]}`}>{useTexts().statuses[status]}</span>;
}

/** A role in words. */
export function RoleBadge({ role }: { readonly role: UserRole }) {
  const look = role === 'ADMIN' ? 'badge badge-strong' : 'badge badge-plain';
  return <span className={look}>{useTexts().roles[role]}</span>;
}
