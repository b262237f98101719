import type { Credentials } from '../../aws/credentials.ts';
import { allowOnly, textOf } from '../read/body.ts';
import { rolesNamed } from '../read/role.ts';
import { badRequest } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** Body of `POST /_local/iam/credentials`. */
export interface RoleCredentialsInput {
  /** Name, ARN or logical id of a role, or name of a function. */
  readonly role: string;
}

/** Its answer: what to sign with, to be held to the role. They end with the engine. */
export interface RoleCredentials extends Credentials {
  readonly roleArn: string;
  /** ARN of the session, as resolvers see it. */
  readonly principalArn: string;
}

/** A key to act as a role. */
export const roleCredentials = defineRoute({
  method: 'POST',
  path: '/_local/iam/credentials',
  about:
    'A key to sign with as the `role` of the body, for local use: calls are held to its policies. ' +
    '`RoleCredentialsInput`: `RoleCredentials`.',
  answer(studio, { body }): RoleCredentials {
    allowOnly(body, ['role'] satisfies (keyof RoleCredentialsInput)[]);
    const name = textOf(body, 'role');
    const [role, ...others] = rolesNamed(name, studio);
    if (!role || others.length > 0)
      throw badRequest(`Several roles are named ${name}: give an ARN.`);
    const session = studio.iam.session(role.arn, 'studio');
    const key = studio.credentials.issue(session);
    return { ...key, roleArn: role.arn, principalArn: session.arn };
  },
});
