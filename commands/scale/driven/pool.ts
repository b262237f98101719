import type { CallPool, PoolOperation } from '../../../functions/lib/pool-calls.ts';
import { withAttempts } from '../../../functions/lib/with-attempts.ts';
import type { QuotaName } from '../quotas.ts';
import type { Rate } from './rate.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Which quota each operation is counted for, as Cognito's page says. */
const CATEGORIES = {
  AdminAddUserToGroup: 'update',
  AdminCreateUser: 'creation',
  AdminDeleteSoftwareToken: 'resourceUpdate',
  AdminDeleteUser: 'update',
  AdminDisableUser: 'update',
  AdminEnableUser: 'update',
  AdminGetUser: 'read',
  AdminGetUserAuthFactors: 'read',
  AdminListGroupsForUser: 'resourceRead',
  AdminListUserSessions: 'resourceRead',
  AdminRemoveUserFromGroup: 'update',
  AdminRevokeUserSession: 'resourceUpdate',
  AdminSetUserMFAPreference: 'resourceUpdate',
  AdminSetUserPassword: 'recovery',
  AdminUpdateUserAttributes: 'update',
  AdminUserGlobalSignOut: 'update',
} as const satisfies Readonly<Record<PoolOperation, QuotaName>>;

/** Milliseconds that an answer takes; assumed. */
const ANSWER_MS = 60;
const ATTEMPTS = 3;
const THROTTLE = 'TooManyRequestsException';

interface Person {
  readonly sub: string;
  readonly attributes: Map<string, string>;
  readonly groups: Set<string>;
  enabled: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const named = (name: string) => Object.assign(new Error(name), { name });
const isThrottle = (error: unknown) => (error as Error).name === THROTTLE;

/** A user pool in memory, which takes as many calls as its quotas let through. */
export interface LimitedPool {
  readonly call: CallPool;
  /** How many calls of an operation it took. */
  taken(operation: PoolOperation): number;
  /** How many it refused. */
  readonly throttled: () => number;
}

/** @param rates of each category */
export function createLimitedPool(
  time: VirtualTime,
  rates: Readonly<Record<QuotaName, Rate>>,
): LimitedPool {
  const people = new Map<string, Person>();
  const taken = new Map<PoolOperation, number>();
  let throttled = 0;
  const find = (name: unknown): Person => {
    const found = people.get(String(name));
    if (!found) throw named('UserNotFoundException');
    return found;
  };
  const run = async (operation: PoolOperation, input: Fields): Promise<unknown> => {
    await time.wait(ANSWER_MS);
    if (!rates[CATEGORIES[operation]].take()) {
      throttled += 1;
      throw named(THROTTLE);
    }
    taken.set(operation, (taken.get(operation) ?? 0) + 1);
    if (operation === 'AdminCreateUser') return create(people, input);
    return ANSWERS[operation]?.(find(input['Username']), input) ?? {};
  };
  return {
    taken: (operation) => taken.get(operation) ?? 0,
    throttled: () => throttled,
    call: (operation, input) =>
      withAttempts({ attempts: ATTEMPTS, clock: time, mayPass: isThrottle }, () =>
        run(operation, input as unknown as Fields),
      ),
  };
}

const listOf = ({ sub, attributes }: Person) =>
  [['sub', sub] as const, ...attributes].map(([Name, Value]) => ({ Name, Value }));

function write({ attributes }: Pick<Person, 'attributes'>, { UserAttributes = [] }: Fields): void {
  for (const { Name, Value } of UserAttributes as readonly { Name: string; Value: string }[]) {
    if (Value === '') attributes.delete(Name);
    else attributes.set(Name, Value);
  }
}

function create(people: Map<string, Person>, input: Fields): unknown {
  const email = String(input['Username']);
  const known = people.get(email);
  if (known && input['MessageAction'] !== 'RESEND') throw named('UsernameExistsException');
  const sub = crypto.randomUUID();
  const person = known ?? { sub, attributes: new Map(), groups: new Set<string>(), enabled: true };
  write(person, input);
  for (const name of [email, person.sub]) people.set(name, person);
  return { User: { Attributes: listOf(person) } };
}

type Act = (person: Person, input: Fields) => unknown;

const inGroup =
  (act: 'add' | 'delete'): Act =>
  ({ groups }, { GroupName }) =>
    void groups[act](String(GroupName));

const enable =
  (enabled: boolean): Act =>
  (person) => {
    person.enabled = enabled;
  };

/** What the handlers that are driven look at. */
const ANSWERS: Readonly<Partial<Record<PoolOperation, Act>>> = {
  AdminAddUserToGroup: inGroup('add'),
  AdminRemoveUserFromGroup: inGroup('delete'),
  AdminDisableUser: enable(false),
  AdminEnableUser: enable(true),
  AdminUpdateUserAttributes: write,
  AdminListGroupsForUser: ({ groups }) => ({
    Groups: [...groups].map((GroupName) => ({ GroupName })),
  }),
  AdminGetUser: (person) => ({
    Enabled: person.enabled,
    UserStatus: 'FORCE_CHANGE_PASSWORD',
    UserAttributes: listOf(person),
  }),
};
