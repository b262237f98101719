import { describeFunctions, type FunctionDescription } from '../describe/functions.ts';
import { notFound } from '../routes/local-route-error.ts';
import type { Studio } from '../studio-context.ts';

/**
 * A function by its short name, its name, its ARN or its logical id.
 * @throws LocalRouteError NotFound
 */
export function functionNamed(name: string, { app, projectFolder }: Studio): FunctionDescription {
  const functions = describeFunctions(app, projectFolder);
  const found =
    functions.find((one) => one.shortName === name) ??
    functions.find((one) => [one.name, one.arn, one.logicalId].includes(name));
  if (found) return found;
  throw notFound(
    'function',
    name,
    functions.map(({ shortName }) => shortName),
  );
}
