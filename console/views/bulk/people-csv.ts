import { stringify } from 'csv-stringify/browser/esm/sync';
import type { User } from 'user-manager-client';
import { escapeFormula } from '../../../commands/users/formula.ts';
import { EXPORTED_FIELDS } from '../../../model/user-fields.ts';

/** People as `npm run users -- export` writes them, with the mark that tells Excel the encoding. */
export function peopleCsv(users: readonly User[]): string {
  return stringify([...users], {
    header: true,
    columns: EXPORTED_FIELDS,
    bom: true,
    cast: { string: escapeFormula },
  });
}
