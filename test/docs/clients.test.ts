import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { OPERATIONS, type Access, type Operation } from '../../model/operations.ts';

const FOLDER = join(ROOT, 'docs', 'clients');
const page = readFileSync(join(ROOT, 'docs', 'clients.md'), 'utf8');

test('docs/clients.md: shows the code of docs/clients, which test/api/clients runs', () => {
  const shown = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gmu)].map(([, code]) => code);
  const files = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  expect(shown.toSorted()).toEqual(files.toSorted());
});

/** FIND is open to all: the resolver keeps a MEMBER to the own record, as `own` does. */
const peopleOf = ({ people, scope }: Access) =>
  ({
    all: scope ? 'ADMIN; MEMBER the own record' : 'every person',
    own: 'ADMIN; MEMBER the own record',
    ADMIN: 'ADMIN',
    none: 'no',
  })[people];

const machinesOf = ({ scope, iam }: Access) =>
  iam ? 'no, only the function publish-changes by its role' : scope ? `\`${scope}\`` : 'no';

test('docs/clients.md: tells of every operation who may call it, as model/operations.ts says', () => {
  const [, section = ''] = page.split('## Who may call what\n');
  const rows = [...section.split('\n## ')[0]!.matchAll(/^\| (`.*) \|$/gmu)].map(([, row = '']) =>
    row.split('|').map((cell) => cell.trim()),
  );
  const operations = Object.entries<Operation>(OPERATIONS);
  expect(rows).toEqual(
    operations.map(([name, { access }]) => [
      `\`${name.replace(/^(?:Query|Mutation|Subscription)\./u, '')}\``,
      peopleOf(access),
      machinesOf(access),
    ]),
  );
});
