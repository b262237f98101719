import { expect, test } from 'vitest';
import { createLineRules } from '../../commands/users/line-rules.ts';
import { problemsText } from '../errors/problem-text.ts';
import { DE } from '../texts/de.ts';
import { EN } from '../texts/en.ts';

const GOOD = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };

/** What createUser finds wrong with a person. */
function problemsOf(input: object) {
  const rules = createLineRules();
  const judged = rules({
    line: 1,
    text: '',
    heading: null,
    input: { ...GOOD, ...input },
    problems: [],
  });
  return 'problems' in judged ? judged.problems : [];
}

const deep: unknown = JSON.parse('{"a":'.repeat(40) + '1' + '}'.repeat(40));

test.each([
  [{ lastName: ' ' }, 'Last name: This must not be empty.', 'Nachname: Das darf nicht leer'],
  [{ firstName: 'x'.repeat(101) }, 'at most 100 characters', 'höchstens 100 Zeichen'],
  [{ firstName: 'a\u0007' }, 'control or invisible', 'Steuerzeichen'],
  [{ email: 'nobody' }, 'E-mail address: This is not an e-mail', 'keine E-Mail-Adresse'],
  [{ email: `${'x'.repeat(300)}@example.com` }, 'at most 128', 'höchstens 128 Zeichen'],
  [{ phone: '12' }, 'Phone: This is not a phone number', 'keine Telefonnummer'],
  [{ phone: '+4912345678' }, 'Phone: This is not a phone number', 'keine Telefonnummer'],
  [{ role: 'BOSS' }, 'known: ADMIN, MEMBER.', 'nur: ADMIN, MEMBER.'],
  [{ attributes: [] }, 'must be a JSON object', 'ein JSON-Objekt'],
  [{ attributes: { a: 'x'.repeat(5_000) } }, 'at most 4 KB', 'höchstens 4 KB'],
  [{ attributes: deep }, 'levels deep', 'Ebenen tief'],
  [{ attributes: { a: [1e300] } }, 'attributes.a[0]: A number', '15 Stellen'],
  [{ attributes: { '': 1 } }, 'No name may be empty', 'Kein Name darf leer'],
])('problemsText: is in the words of the reader: %#', (input, en, de) => {
  const problems = problemsOf(input);
  expect(problemsText(problems, EN)).toContain(en);
  expect(problemsText(problems, DE)).toContain(de);
  // Nothing of the API's own words, which name fields as the schema does.
  for (const { message } of problems) expect(problemsText(problems, DE)).not.toContain(message);
});

test('problemsText: a rule that nobody here knows is told as the API tells it', () => {
  const message = 'email must not be a palindrome.';
  const problem = { field: 'email', rule: 'palindrome', message };
  expect(problemsText([problem], DE)).toBe(`E-Mail-Adresse: ${message}`);
});
