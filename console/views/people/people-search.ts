import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type {
  InvitationPhase,
  SortDirection,
  UserFilter,
  UserRole,
  UserSortField,
  UserStatus,
} from 'user-manager-client';
import {
  INVITATION_PHASES,
  SORT_DIRECTIONS,
  USER_ROLES,
  USER_SORT_FIELDS,
  USER_STATUSES,
} from 'user-manager-client';

import type { PeopleQuestion } from '../bulk/read-everybody.ts';

/** An order of the list, as the address has it. */
export type Order = `${UserSortField}_${SortDirection}`;

/** Which people are shown, all of it from the address of the page. */
export interface PeopleSearch {
  readonly text: string;
  readonly status: UserStatus | null;
  /** Of those who are invited; nobody else has an invitation that waits. */
  readonly invitation: InvitationPhase | null;
  readonly role: UserRole | null;
  readonly order: Order;
}

/** Newest first: whom somebody invited just now stands on top. */
const DEFAULT_ORDER: Order = 'CREATED_AT_DESC';

/** Every order, by field. */
export const ORDERS: readonly Order[] = USER_SORT_FIELDS.flatMap((field) =>
  SORT_DIRECTIONS.map((direction) => `${field}_${direction}` as const),
);

/** What the address asks for, and how to ask for something else. */
export function usePeopleSearch() {
  const [params, setParams] = useSearchParams();
  const search = useMemo(() => readSearch(params), [params]);
  // What was asked for last: the address follows a moment later, and two changes may come before it.
  const latest = useRef(params);
  useEffect(() => {
    latest.current = params;
  }, [params]);
  const change = useCallback(
    (part: Partial<PeopleSearch>) => {
      const next = { ...readSearch(latest.current), ...part };
      const isInvited = next.status === 'INVITED';
      const after = new URLSearchParams(latest.current);
      put(after, 'q', next.text);
      put(after, 'status', next.status);
      put(after, 'invitation', isInvited ? next.invitation : null);
      put(after, 'role', next.role);
      put(after, 'order', next.order === DEFAULT_ORDER ? null : next.order);
      latest.current = after;
      setParams(after, { replace: true, preventScrollReset: true });
    },
    [setParams],
  );
  return [search, change] as const;
}

function readSearch(params: URLSearchParams): PeopleSearch {
  const invitation = INVITATION_PHASES.find((phase) => phase === params.get('invitation')) ?? null;
  const status = USER_STATUSES.find((one) => one === params.get('status')) ?? null;
  return {
    text: params.get('q') ?? '',
    status: invitation ? 'INVITED' : status,
    invitation,
    role: USER_ROLES.find((role) => role === params.get('role')) ?? null,
    order: ORDERS.find((order) => order === params.get('order')) ?? DEFAULT_ORDER,
  };
}

function put(params: URLSearchParams, name: string, value: string | null): void {
  if (value === null || value === '') params.delete(name);
  else params.set(name, value);
}

/** What listUsers is asked. */
export function questionOf(search: PeopleSearch): PeopleQuestion {
  const { text, status, invitation, role, order } = search;
  const field = USER_SORT_FIELDS.find((name) => order.startsWith(name)) ?? 'CREATED_AT';
  const direction = SORT_DIRECTIONS.find((name) => order.endsWith(name)) ?? 'ASC';
  const filter = { ...textFilter(text), status, invitation, role };
  return { filter, sort: { field, direction } };
}

function textFilter(text: string): UserFilter {
  const wanted = text.trim();
  if (wanted === '') return {};
  return { search: wanted };
}

/** Whether anything narrows the list. */
export const isNarrowed = ({ text, status, role }: PeopleSearch): boolean =>
  text.trim() !== '' || status !== null || role !== null;
