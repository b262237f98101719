import type { Role } from '../../assembly/model.ts';
import { notFound } from '../routes/local-route-error.ts';
import { describeFunctions } from '../describe/functions.ts';
import type { Studio } from '../studio-context.ts';

/**
 * The role of a principal: by its name, ARN or logical id, or that of a function; null: all roles.
 * @throws LocalRouteError NotFound
 */
export function rolesNamed(
  principal: string | null,
  { app, projectFolder }: Pick<Studio, 'app' | 'projectFolder'>,
): readonly Role[] {
  if (principal === null) return app.roles;
  const ofFunction = describeFunctions(app, projectFolder).find(({ shortName, name, arn }) =>
    [shortName, name, arn].includes(principal),
  );
  const found = app.roles.filter(
    ({ roleName, arn, logicalId }) =>
      [roleName, arn, logicalId].includes(principal) || arn === ofFunction?.roleArn,
  );
  if (found.length > 0) return found;
  throw notFound(
    'role or function',
    principal,
    app.roles.map(({ roleName }) => roleName),
  );
}
