import { USER_ROLES } from '../../generated/enum-values.ts';
import { isJsonField } from '../../model/json-fields.ts';
import { USER_FIELDS } from '../../model/user-fields.ts';
import { INPUT_FIELDS, REQUIRED } from './input-line.ts';

/** What `npm run users -- --help` says. */
export const HELP = `npm run users -- import FILE.csv|FILE.jsonl [--dry-run] [--invite] [--ignore COLUMNS] [--map NAME=FIELD] [--delimiter CHAR] [--encoding NAME]
npm run users -- export [--format csv|jsonl] [--out FILE] [--force] [--bom]
npm run users -- reconcile [--fix] [--adopt] [--recreate]
npm run users -- restore --from TABLE|FILE.jsonl [--deleted] [--dry-run]
npm run users -- convert --from NAME FILE [--out FOLDER]
npm run users -- replay

import      creates the users of a file, 25 at a time. To go on after a break, run the same again.
            What files may look like: npm run users -- import --help
  --dry-run         checks the file and the directory, creates nothing
  --invite          sends each new user the invitation; without it nobody gets a mail
  --ignore COLUMNS  columns (or JSON members) to leave out, separated by commas
  --map NAME=FIELD  takes the column NAME of a CSV file for the field; may be given again
  --delimiter CHAR  what stands between columns of a CSV file  (comma, semicolon or tab, found out)
  --encoding NAME   of a file that is not UTF-8, such as windows-1252
  Refused lines are listed with reasons in FILE.refused.jsonl, and by themselves in FILE.refused-rows.csv
  (or .jsonl): mend them there and import that file.
export      writes all users in order of creation
  --format FORMAT   csv or jsonl  (as FILE is called, else csv)
  --out FILE        a file instead of the standard output
  --force           replaces FILE if it is there
  --bom             begins a CSV file with a byte order mark, by which Excel knows that it is UTF-8
reconcile   compares Cognito, indexes, userStats and the list of administrators with the table
  --fix             brings them to what the table says
  --adopt           makes records for Cognito users that never had one
  --recreate        makes the Cognito users of records that have none, with other ids: the records move there
restore     brings back whom another table or a file has and this table lost (docs/operations.md#recovery)
  --from TABLE      such as one that was restored to a moment before the loss
  --from FILE.jsonl what export wrote: everything but histories
  --deleted         also whom somebody has deleted since
  --dry-run         tells who is missing, restores nobody
convert     writes files for import jobs of Cognito out of another directory's export, with the hashes of
            passwords as far as Cognito can check them (docs/operations.md#from-another-directory)
  --from NAME       auth0, clerk, firebase or keycloak
  --out FOLDER      where they go  (.)
replay      hands the changes that Lambda gave up to their functions again; removes what is done

Which system:
  --stack NAME      a deployed stack, such as UserManager-dev, with the AWS credentials of the shell
  --region REGION   where it is  (AWS_REGION, or the profile's)
  --table NAME --user-pool ID   or these two by name (also USERS_TABLE and USER_POOL_ID)
  --outputs FILE    else the local system of this file  (.local/outputs.json)

Exit code: 0 all done, 1 lines were refused or differences stay, 2 asked wrongly or no access,
130 broken off (Ctrl-C).`;

const OTHERS = INPUT_FIELDS.filter((field) => !REQUIRED.includes(field)).map((field) => {
  if (isJsonField(field)) return `either ${field} (a JSON object) or ${field}.<name> (a text) each`;
  if (USER_FIELDS[field].check !== 'role') return field;
  return `${field} (${USER_ROLES.join(' or ')}, in any case)`;
});

/** What `npm run users -- import --help` says. */
export const IMPORT_HELP = `What \`npm run users -- import FILE\` reads

Encoding    UTF-8, with or without byte order mark, or UTF-16 with one (Excel's "Unicode text"). Any other
            code page is refused, as no file says which it is: save as "CSV UTF-8", or name it:
            --encoding windows-1252 (Excel's "CSV" in Western Europe), windows-1250, shift_jis ...
CSV         .csv, .tsv or .txt. The first row names the columns; rows end with CRLF, LF or CR.
  columns   ${REQUIRED.join(', ')} (these must be there),
            ${OTHERS.join(',\n            ')}.
            Case, spaces and signs make no difference: First Name, E-Mail, last_name. Also known: Email
            Address, Mail, Given Name, Forename, Family Name, Surname, Phone Number, Telephone.
            Other names: --map "Work Email=email" --map Team=attributes.team, or --ignore Team.
            A column without a name is left out as long as it is empty.
  rows      Empty rows are skipped, also those with delimiters only. Empty cells at the end may be missing.
            Line breaks and quotes within a cell: "He said ""hi""".
  delimiter Comma, semicolon or tab, as the first row shows, or what a line sep=; before it says, or --delimiter.
  formulas  ' before = + - @ is taken off, as export puts it on; ="0049" is read as 0049.
JSONL       .jsonl or .ndjson: on each line an object with the same fields. Empty lines are skipped.
Refused     FILE.refused.jsonl has line, field, rule, message and text; FILE.refused-rows.csv (or .jsonl)
            the rows, a CSV file with the reasons in the first column, which import leaves out. Nothing
            of a file is imported when the file as a whole cannot be read.

All flags: npm run users -- --help`;
