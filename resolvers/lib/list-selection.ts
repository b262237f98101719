import type { Context } from '@aws-appsync/utils';

const FIELD = 'lastSignInAt';

/**
 * Whether a page has to tell when people signed in last. Told by the text of the selection, which has the names of
 * fields, where `selectionSetList` has aliases; what a named fragment selects it does not tell.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/resolver-context-reference-js.html
 */
export function asksForSignIns({ info }: Context): boolean {
  const { selectionSetGraphQL: text } = info;
  return text.includes(FIELD) || text.split('...').slice(1).some(isNamed);
}

/** Whether what follows the dots is the name of a fragment: inline ones say `on`, have a directive, or just begin. */
function isNamed(text: string): boolean {
  const next = text.trim();
  return !next.startsWith('on ') && !next.startsWith('@') && !next.startsWith('{');
}
