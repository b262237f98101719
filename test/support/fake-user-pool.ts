import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface PoolUser {
  readonly attributes: Map<string, string>;
  readonly groups: Set<string>;
  enabled: boolean;
  status: 'FORCE_CHANGE_PASSWORD' | 'CONFIRMED';
}

type Input = Record<string, string> & {
  UserAttributes?: { Name: string; Value: string }[];
};

const refuse = (type: string): never => {
  throw new Error(type);
};

/** Plays the admin side of one user pool: only what the functions call, in memory. */
export async function startFakeUserPool() {
  const users = new Map<string, PoolUser>();
  const find = (name = ''): PoolUser | undefined =>
    users.get(name) ?? [...users.values()].find((user) => user.attributes.get('email') === name);
  const get = (input: Input): PoolUser =>
    find(input['Username']) ?? refuse('UserNotFoundException');
  const describe = (user: PoolUser) =>
    [...user.attributes].map(([Name, Value]) => ({ Name, Value }));

  const create = (input: Input) => {
    const existing = find(input['Username']);
    if (input['MessageAction'] === 'RESEND') {
      const user = existing ?? refuse('UserNotFoundException');
      if (user.status === 'CONFIRMED') refuse('UnsupportedUserStateException');
      return { User: { Username: user.attributes.get('sub'), Attributes: describe(user) } };
    }
    if (existing) refuse('UsernameExistsException');
    const sub = randomUUID();
    const attributes = new Map(input.UserAttributes?.map(({ Name, Value }) => [Name, Value]));
    attributes.set('sub', sub);
    const user: PoolUser = {
      attributes,
      groups: new Set(),
      enabled: true,
      status: 'FORCE_CHANGE_PASSWORD',
    };
    users.set(sub, user);
    return { User: { Username: sub, Attributes: describe(user) } };
  };
  const actions: Record<string, (input: Input) => object> = {
    AdminCreateUser: create,
    AdminGetUser(input) {
      const user = get(input);
      return {
        Username: user.attributes.get('sub'),
        UserAttributes: describe(user),
        Enabled: user.enabled,
        UserStatus: user.status,
      };
    },
    AdminUpdateUserAttributes(input) {
      const { attributes } = get(input);
      for (const { Name, Value } of input.UserAttributes ?? []) {
        if (Value === '') attributes.delete(Name);
        else attributes.set(Name, Value);
      }
      return {};
    },
    AdminListGroupsForUser: (input) => ({
      Groups: [...get(input).groups].map((GroupName) => ({ GroupName })),
    }),
    AdminAddUserToGroup: (input) => (get(input).groups.add(input['GroupName'] ?? ''), {}),
    AdminRemoveUserFromGroup: (input) => (get(input).groups.delete(input['GroupName'] ?? ''), {}),
    AdminEnableUser: (input) => ((get(input).enabled = true), {}),
    AdminDisableUser: (input) => ((get(input).enabled = false), {}),
    AdminUserGlobalSignOut: (input) => (get(input), {}),
    AdminSetUserPassword: (input) => ((get(input).status = 'CONFIRMED'), {}),
    AdminDeleteUser: (input) => (users.delete(get(input).attributes.get('sub') ?? ''), {}),
  };

  const server = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const name = String(request.headers['x-amz-target']).replace(/^.*\./u, '');
      const input = JSON.parse(Buffer.concat(chunks).toString()) as Input;
      let status = 200;
      let answer: object;
      try {
        answer = (actions[name] ?? (() => refuse('UnknownOperationException')))(input);
      } catch (error) {
        status = 400;
        answer = { __type: (error as Error).message, message: 'refused' };
      }
      response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
