import type { FieldProblem } from '../../model/errors.ts';
import { MAX_KEY_UNITS } from '../../model/folding.ts';
import { validationFailed } from '../lib/errors.ts';
import type { Term } from './terms.ts';
import { termsOf } from './terms.ts';

/** Each makes a condition on what is read, of which DynamoDB has some 4 KB. */
const MAX_WORDS = 10;

/**
 * The terms of what was typed to search by; none without a text. Checked here, as only what folding makes of a
 * text tells how long it is for DynamoDB and of how many words: of one character up to 18, four words among them.
 * @throws DirectoryError ValidationFailed
 */
export function readText(text: string | undefined): Term[] {
  if (text === undefined) return [];
  const terms = termsOf(text);
  const problem = problemOf(terms);
  if (problem) throw validationFailed([{ field: 'filter.search', ...problem }]);
  return terms;
}

function problemOf(terms: readonly Term[]): Omit<FieldProblem, 'field'> | null {
  if (terms.length === 0) {
    const message = 'filter.search has nothing that a name or an address can begin with.';
    return { rule: 'characters', message };
  }
  if (terms.map(({ whole }) => whole).join(' ').length > MAX_KEY_UNITS) {
    const message = `filter.search is longer than ${MAX_KEY_UNITS} characters, ligatures taken apart.`;
    return { rule: 'maxLength', message };
  }
  const words = terms.flatMap((term) => (term.words.length > 0 ? term.words : [term.whole]));
  if (words.length <= MAX_WORDS) return null;
  return { rule: 'maxItems', message: `filter.search has more than ${MAX_WORDS} words.` };
}
