import { domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UserRecord } from '../../model/field-rows.ts';
import { foldText } from '../../model/folding.ts';
import { indexAttributesOf } from '../../model/indexes.ts';
import { namePrefixOf, searchableName, wordsOf } from '../../model/names.ts';
import { searchAttributesOf, WORD_KEYS } from '../../model/search-words.ts';

const FORMS = {
  nfc: (text: string) => text.normalize('NFC'),
  nfkd: (text: string) => text.normalize('NFKD'),
  toOwnLetters: domainToUnicode,
};

const fold = (text: string) => foldText(text, FORMS);
const user = (over: Partial<UserRecord>): UserRecord => ({
  id: 'ada',
  email: 'x@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  role: 'MEMBER',
  status: 'ACTIVE',
  version: 1,
  createdBy: 'x',
  updatedBy: 'x',
  createdAt: '2026-01-02T03:04:05.000Z',
  updatedAt: '2026-01-02T03:04:05.000Z',
  ...over,
});

/** The words that the indexes of words hold of a user. */
function furtherWords(over: Partial<UserRecord>): string[] {
  const attributes = searchAttributesOf(user(over), FORMS);
  return WORD_KEYS.flatMap((key) => attributes[key] ?? []);
}

/** Texts of all scripts, above all of letters that fold. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }).filter((one) => one.isWellFormed()),
  fc.string({
    unit: fc.constantFrom(...Array.from('aIıİiß\u1E9EſéÉe\u0301ﬁŒøđłΣςσЁйが김李😀𝒜Ａ ﷺ-’')),
    maxLength: 12,
  }),
);

describe('foldText', () => {
  it.each([
    ['José', 'jose'],
    ['Jose\u0301', 'jose'],
    ['JOSÉ', 'jose'],
    ['Straße', 'strasse'],
    ['STRA\u1E9EE', 'strasse'],
    ['STRASSE', 'strasse'],
    ['Ångström', 'angstrom'],
    ['Łódź', 'lodz'],
    ['Søren', 'soren'],
    ['Æsop', 'aesop'],
    ['Đặng', 'dang'],
    ['ﬁona', 'fiona'],
    ['Ａda', 'ada'],
    ['𝒜da', 'ada'],
    ['İpek', 'ipek'],
    ['ılgın', 'ilgin'],
    ['ILGIN', 'ilgin'],
    ['Οδυσσέας', 'οδυσσεασ'],
    ['ΟΔΥΣΣΕΑΣ', 'οδυσσεασ'],
    ['Алёна', 'алена'],
    ['مُحَمَّد', 'محمد'],
    ['שָׁלוֹם', 'שלום'],
    // Letters of their own: other marks are another name.
    ['が', 'が'],
    ['김', '김'],
    ['नि', 'नि'],
    ['李小龍', '李小龍'],
    ['👩‍💻 ❤️', '👩💻 ❤'],
  ])('of %j is %j', (given, folded) => {
    expect(fold(given)).toBe(folded);
  });

  it('is the same however a text is composed, and when it is folded again', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(fold(fold(one))).toBe(fold(one));
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) {
          expect(fold(one.normalize(form))).toBe(fold(one));
        }
      }),
    );
  });

  it('is the same in capital and small letters', () => {
    // Iota below: its capital is a letter beside the other.
    const written = text.filter((one) => !one.normalize('NFKD').includes('\u0345'));
    fc.assert(
      fc.property(written, (one) => {
        expect(fold(one.toLowerCase())).toBe(fold(one));
        // What has no small letter of its own (of Cherokee) or becomes another mark stays.
        if (one.toUpperCase().toLowerCase() === one.toLowerCase()) {
          expect(fold(one.toUpperCase())).toBe(fold(one));
        }
      }),
    );
  });

  it('never gives half of a character', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(fold(one).isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('wordsOf', () => {
  it.each([
    ['Anne-Marie', ['anne', 'marie']],
    ['Müller–Lüdenscheidt', ['muller', 'ludenscheidt']],
    ["O'Brien", ['obrien']],
    ['O’Brien', ['obrien']],
    ['O´Brien', ['obrien']],
    ['J. R. R.', ['j', 'r', 'r']],
    ['Jr., Ada', ['jr', 'ada']],
    ['玛丽·居里', ['玛丽', '居里']],
    ['ジャン＝ポール', ['ジャン', 'ポール']],
    ['😀 Joy', ['😀', 'joy']],
    ['  -- ', []],
  ])('of %j are %j', (name, words) => {
    expect(wordsOf(name, FORMS)).toEqual(words);
  });

  it('are their own words, and never hold what stands between words and keys', () => {
    fc.assert(
      fc.property(text, (one) => {
        const words = wordsOf(one, FORMS);
        expect(words.flatMap((word) => wordsOf(word, FORMS))).toEqual(words);
        expect(words.join('')).not.toMatch(/[\s#]/u);
      }),
    );
  });

  it('end at all that \\s is and at no letter or digit', () => {
    const units = Array.from({ length: 0x1_0000 }, (_, unit) => String.fromCharCode(unit));
    const isBetween = (unit: string) => searchableName(`a${unit}b`, FORMS) === 'a b';
    const spaces = units.filter((unit) => /\s/u.test(unit));
    expect(spaces.length).toBeGreaterThan(20);
    expect(spaces.filter((unit) => !isBetween(unit))).toEqual([]);
    // But for marks that stand by themselves, which Unicode takes apart into a space and the mark.
    const letters = units.filter(
      (unit) => /[\p{L}\p{N}]/u.test(unit) && !/ /u.test(FORMS.nfkd(unit)),
    );
    expect(letters.length).toBeGreaterThan(40_000);
    expect(letters.filter(isBetween)).toEqual([]);
  });
});

describe('searchableName', () => {
  it.each([
    ['Ada Lovelace', 'ada lovelace'],
    ['Zoe\u0308', 'zoe'],
    ['Ada\u00A0\t \u3000King', 'ada king'],
    ['  Ada', 'ada'],
    ['Anne-', 'anne'],
    ['Ada ', 'ada'],
    ['Ada King\u00A0', 'ada king'],
    ['', ''],
    [' ', ''],
  ])('of %j is %j', (given, name) => {
    expect(searchableName(given, FORMS)).toBe(name);
  });

  it.each([
    ["'", '#'],
    [' !', '#'],
    ['\u0301', '#'],
    ["'t", 't'],
    [' ', ''],
    ['', ''],
  ])('namePrefixOf: of %j is %j', (given, prefix) => {
    expect(namePrefixOf(given, FORMS)).toBe(prefix);
  });

  it('of the start of a name is the start of it', () => {
    const name = text.map((one) => one.normalize('NFC'));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(`${searchableName(`${one} ${other}`, FORMS)} `).toSatisfy((whole: string) =>
          whole.startsWith(searchableName(one, FORMS)),
        );
      }),
    );
  });
});

describe('searchAttributesOf', () => {
  it.each([
    [{ lastName: 'Lovelace' }, ['lovelace']],
    [{ firstName: 'José María', lastName: 'García-Márquez' }, ['marquez', 'garcia', 'maria']],
    // The longest of more than there are indexes for; typed `de` begins no other.
    [
      { firstName: 'Maria da Luz', lastName: 'Silva dos Santos e Pereira' },
      ['pereira', 'santos', 'silva', 'luz'],
    ],
    // Another index finds whoever begins so.
    [{ lastName: 'Lovelace', email: 'lovelace@example.com' }, []],
    [{ firstName: 'Ada', lastName: 'Ada Adams' }, ['adams']],
    [{ firstName: 'Adams', lastName: 'Ada' }, []],
    [{ email: 'jose@xn--mnchen-3ya.de' }, ['jose@munchen.de', 'lovelace']],
    [{ email: 'josé@example.com' }, ['jose@example.com', 'lovelace']],
    [{ email: 'ada@xn--strae-oqa.de' }, ['ada@strasse.de', 'lovelace']],
    [{ firstName: '李', lastName: '小龍' }, ['小龍']],
    [{ firstName: '***', lastName: '-' }, []],
  ] satisfies [Partial<UserRecord>, string[]][])('of %j has the words %j', (over, words) => {
    expect(furtherWords(over)).toEqual(words);
  });

  it('has no key that is too long for DynamoDB, whatever a name is made of', () => {
    const long = fc
      .constantFrom('ﷺ', '李', '😀', 'ﷺ ', 'a')
      .map((unit) => unit.repeat(100).slice(0, 100));
    fc.assert(
      fc.property(long, long, (firstName, lastName) => {
        const id = 'i'.repeat(128);
        const attributes = indexAttributesOf(user({ id, firstName, lastName }), FORMS);
        const keys = [attributes.nameKey, ...WORD_KEYS.map((key) => attributes[key] ?? '')];
        for (const key of keys) {
          expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024);
          expect(key.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
