import { expect, test } from 'vitest';
import { readPastedPeople } from '../views/invite/read-people.ts';

test('read people: what separates unusual columns stays with their header, to paste the rest again', async () => {
  const { header, lines } = await readPastedPeople(
    'sep=|\nemail|firstName|lastName\nno-address|Ada|Lovelace\n',
  );
  expect(header).toBe('sep=|\nemail|firstName|lastName');
  const again = await readPastedPeople([header, ...lines.map(({ text }) => text)].join('\n'));
  expect(again.lines.map(({ problems }) => problems.map(({ field }) => field))).toEqual([
    ['email'],
  ]);
});

test('read people: a header between usual signs stands alone', async () => {
  const { header } = await readPastedPeople('email;firstName;lastName\na@example.com;A;B\n');
  expect(header).toBe('email;firstName;lastName');
});
