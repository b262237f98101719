import type { PersonDetails } from '../../services/cognito/index.ts';
import { allowOnly } from '../read/body.ts';
import { defineRoute, type LocalRoute } from './route.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a route does to one user by actions of the Cognito API. */
interface UserAction {
  /** Last part of the path. */
  readonly name: 'confirm' | 'password' | 'enable' | 'disable' | 'sign-out' | 'groups';
  readonly about: string;
  /** Members of the body. */
  readonly members: readonly string[];
  /** Actions with what they take beside pool and user, done in order. */
  readonly calls: (body: Body) => readonly (readonly [action: string, input: Body])[];
}

/** The user as it is afterwards. */
export type ChangedUser = PersonDetails;

/** Makes a route of an action: it answers the user as it is afterwards. */
export function userAction({ name, about, members, calls }: UserAction): LocalRoute {
  return defineRoute({
    method: 'POST',
    path: `/_local/user-pools/:pool/users/:user/${name}`,
    about: `${about}: \`ChangedUser\`.`,
    async answer({ cognito: { administration } }, { params, body }): Promise<ChangedUser> {
      allowOnly(body, members);
      const target = { UserPoolId: params.pool, Username: params.user };
      // Before anything is done: whether there is such a user.
      administration.person(params.pool, params.user);
      for (const [action, input] of calls(body)) {
        await administration.run(action, { ...target, ...input });
      }
      return administration.person(params.pool, params.user);
    },
  });
}
