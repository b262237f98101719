import { readFileSync } from 'node:fs';
import { Kind, parse, specifiedDirectives } from 'graphql';

/** What AppSync declares by itself. */
export const PRELUDE = readFileSync(new URL('./aws-prelude.graphql', import.meta.url), 'utf8');

/** GraphQL's own that AppSync knows: it is older than @oneOf. */
const SPECIFIED = ['deprecated', 'specifiedBy'];

/** Directives that mean something in a schema, and where. */
export const DIRECTIVES: ReadonlyMap<string, readonly string[]> = new Map<
  string,
  readonly string[]
>([
  ...specifiedDirectives
    .filter(({ name }) => SPECIFIED.includes(name))
    .map(({ name, locations }) => [name, locations] as const),
  ...parse(PRELUDE, { noLocation: true }).definitions.flatMap((node) =>
    node.kind === Kind.DIRECTIVE_DEFINITION
      ? [[node.name.value, node.locations.map(({ value }) => value)] as const]
      : [],
  ),
]);
