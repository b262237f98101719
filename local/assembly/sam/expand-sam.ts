import { isObject } from '../../shared/is-object.ts';
import type { Template } from '../template/types.ts';
import { record } from '../template/values.ts';
import { graphqlApi } from './graphql-api.ts';
import { serverlessFunction } from './serverless-function.ts';
import { simpleTable } from './simple-table.ts';

/** The macro of SAM. */
export const SAM = 'AWS::Serverless-2016-10-31';

/** Properties as a template has them, intrinsics and all. */
export type Properties = Readonly<Record<string, unknown>>;

/** What one resource of SAM becomes, by logical ids. */
export type Expansion = (
  logicalId: string,
  properties: Properties,
) => Readonly<Record<string, { readonly Type: string; readonly Properties: Properties }>>;

/** By type; others are named at start as any type that nothing plays. */
const EXPANSIONS: Readonly<Record<string, Expansion>> = {
  'AWS::Serverless::Function': serverlessFunction,
  'AWS::Serverless::GraphQLApi': graphqlApi,
  'AWS::Serverless::SimpleTable': simpleTable,
};

/**
 * A template as SAM's macro would leave it, for the types that are known; others stay as they are.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function expandSam(template: Template): Template {
  if (![template.Transform ?? []].flat().includes(SAM)) return template;
  const globals = record(template['Globals' as keyof Template]);
  const resources = Object.entries(template.Resources ?? {}).flatMap(([logicalId, definition]) => {
    const expand = isObject(definition) ? EXPANSIONS[definition.Type] : undefined;
    if (!expand) return [[logicalId, definition] as const];
    const shared = record(globals[definition.Type.replace('AWS::Serverless::', '')]);
    const properties = merged(shared, record(definition.Properties));
    const kept = definition.Condition === undefined ? {} : { Condition: definition.Condition };
    return Object.entries(expand(logicalId, properties)).map(
      ([id, made]) => [id, { ...made, ...kept }] as const,
    );
  });
  const macros = [template.Transform ?? []].flat().filter((name) => name !== SAM);
  return { ...template, Transform: macros, Resources: Object.fromEntries(resources) };
}

/** Maps are merged, lists joined; of anything else the resource's own counts. */
function merged(shared: Properties, own: Properties): Properties {
  const result: Record<string, unknown> = { ...shared };
  for (const [name, value] of Object.entries(own)) {
    const before = shared[name];
    if (Array.isArray(before) && Array.isArray(value))
      result[name] = [...(before as unknown[]), ...(value as unknown[])];
    else if (isPlain(before) && isPlain(value)) result[name] = merged(before, value);
    else result[name] = value;
  }
  return result;
}

/** No function of CloudFormation. */
const isPlain = (value: unknown): value is Properties =>
  isObject(value) && !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
