import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import type { LocalOutputs } from 'appsync-on-a-laptop';
import { CreateUserDocument, type CreateUserInput } from '../../generated/client-operations.ts';
import { callerWith, type Caller } from './graphql.ts';
import { machineToken, signIn } from './sign-in.ts';

declare module 'vitest' {
  interface ProvidedContext {
    outputs: LocalOutputs;
  }
}

/** The system that test/support/start-system.ts started for all of test/api. */
export interface RunningSystem {
  readonly outputs: LocalOutputs;
  readonly url: string;
  admin(): Promise<Caller>;
  member(): Promise<Caller & { readonly id: string }>;
  machine(...scopes: ('users/read' | 'users/write')[]): Promise<Caller>;
}

/** Tokens are fetched once per test file. */
export function runningSystem(): RunningSystem {
  const outputs = inject('outputs');
  const tokens = new Map<string, Promise<string>>();
  const once = (key: string, make: () => Promise<string>) => {
    let token = tokens.get(key);
    if (token === undefined) tokens.set(key, (token = make()));
    return token;
  };
  const seeded = (email: string) =>
    once(email, async () => {
      const user = outputs.users.find((candidate) => candidate.email === email);
      if (user === undefined) throw new Error(`${email} is not among the seeded users`);
      return (await signIn(outputs, user.email, user.password)).AccessToken;
    });
  return {
    outputs,
    url: outputs.graphqlUrl,
    admin: async () => callerWith(outputs.graphqlUrl, await seeded('admin@example.com')),
    async member() {
      const token = await seeded('member@example.com');
      return { ...callerWith(outputs.graphqlUrl, token), id: subOf(token) };
    },
    async machine(...scopes) {
      const scope = scopes.join(' ');
      const token = await once(scope, () => machineToken(outputs, scope));
      return callerWith(outputs.graphqlUrl, token);
    },
  };
}

/** The `sub` claim, unverified: the engine verifies. */
export function subOf(token: string): string {
  const payload = token.split('.')[1] ?? '';
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string }).sub;
}

/** An e-mail address nobody else in this run uses. */
export const freshEmail = (name = 'user') => `${name}.${randomUUID()}@example.com`;

/** A new user of the running system, made by an administrator. */
export async function createUserIn(system: RunningSystem, over: Partial<CreateUserInput> = {}) {
  const admin = await system.admin();
  const { createUser: user } = await admin.data(CreateUserDocument, {
    input: { email: freshEmail(), firstName: 'Grace', lastName: 'Hopper', ...over },
  });
  if (!user) throw new Error('createUser answered null');
  return user;
}
