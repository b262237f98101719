import { parseArgs } from 'node:util';
import { UsageError } from './errors.ts';

export const HELP = `npm run users -- import FILE.csv|FILE.jsonl [--dry-run] [--invite] [--ignore COLUMNS] [--delimiter CHAR]
npm run users -- export [--format csv|jsonl] [--out FILE]
npm run users -- reconcile [--fix] [--adopt]
npm run users -- replay FILE

import      creates the users of a file, 25 at a time. To go on after a break, run the same again.
  --dry-run         checks the file and the directory, creates nothing
  --invite          sends each new user the invitation; without it nobody gets a mail
  --ignore COLUMNS  columns (or JSON members) to leave out, separated by commas
  --delimiter CHAR  what stands between columns of a CSV file  (,)
  Refused lines are listed with reasons in FILE.refused.jsonl.
export      writes all users in order of creation
  --format FORMAT   csv or jsonl  (csv)
  --out FILE        a file instead of the standard output
reconcile   compares Cognito, indexes, userStats and the list of administrators with the table
  --fix             brings them to what the table says
  --adopt           makes records for Cognito users that never had one
replay      hands the changes that a dead-letter queue tells of to their function again
  FILE              what \`aws sqs receive-message\` prints

Which system:
  --stack NAME      a deployed stack, such as UserManager-dev, with the AWS credentials of the shell
  --region REGION   where it is  (AWS_REGION, or the profile's)
  --table NAME --user-pool ID   or these two by name (also USERS_TABLE and USER_POOL_ID)
  --outputs FILE    else the local system of this file  (.local/outputs.json)

Exit code: 0 all done, 1 lines were refused or differences stay, 2 asked wrongly or no access.`;

export interface TargetFlags {
  readonly stack?: string;
  readonly region?: string;
  readonly table?: string;
  readonly userPool?: string;
  readonly outputs?: string;
}

export interface ImportFlags {
  readonly file: string;
  readonly dryRun: boolean;
  readonly invite: boolean;
  readonly ignore: readonly string[];
  readonly delimiter: string;
}

export interface ExportFlags {
  readonly format: 'csv' | 'jsonl';
  readonly out?: string;
}

export interface ReconcileFlags {
  readonly fix: boolean;
  readonly adopt: boolean;
}

export interface ReplayFlags {
  readonly file: string;
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'import'; readonly flags: ImportFlags; readonly target: TargetFlags }
  | { readonly name: 'export'; readonly flags: ExportFlags; readonly target: TargetFlags }
  | { readonly name: 'reconcile'; readonly flags: ReconcileFlags; readonly target: TargetFlags }
  | { readonly name: 'replay'; readonly flags: ReplayFlags; readonly target: TargetFlags };

const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;
const TARGET_OPTIONS = {
  stack: text,
  region: text,
  table: text,
  'user-pool': text,
  outputs: text,
} as const;
const OPTIONS = {
  import: { 'dry-run': yes, invite: yes, ignore: text, delimiter: text, ...TARGET_OPTIONS },
  export: { format: text, out: text, ...TARGET_OPTIONS },
  reconcile: { fix: yes, adopt: yes, ...TARGET_OPTIONS },
  replay: TARGET_OPTIONS,
} as const;

/** Reads the arguments; throws UsageError that names the flag and the rule. */
export function readCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || args.includes('--help') || args.includes('-h')) return { name: 'help' };
  if (name === 'import') return readImport(rest);
  if (name === 'export') return readExport(rest);
  if (name === 'reconcile') return readReconcile(rest);
  if (name === 'replay') return readReplay(rest);
  throw new UsageError(`"${name}" is no command: import, export, reconcile or replay. See --help.`);
}

function readImport(args: string[]): Command {
  const { values, positionals } = parse(() =>
    parseArgs({ args, options: OPTIONS.import, allowPositionals: true }),
  );
  const [file, second] = positionals;
  if (file === undefined || second !== undefined) {
    throw new UsageError('import takes one file: npm run users -- import people.csv');
  }
  const delimiter = values.delimiter === '\\t' ? '\t' : (values.delimiter ?? ',');
  if (delimiter.length !== 1) throw new UsageError('--delimiter must be one character, or \\t.');
  if (values.invite === true && values['dry-run'] === true) {
    throw new UsageError('--invite sends mails and --dry-run does nothing: leave one out.');
  }
  const flags = {
    file,
    dryRun: values['dry-run'] ?? false,
    invite: values.invite ?? false,
    ignore: (values.ignore ?? '').split(',').filter((column) => column !== ''),
    delimiter,
  };
  return { name: 'import', flags, target: readTarget(values) };
}

function readExport(args: string[]): Command {
  const { values } = parse(() => parseArgs({ args, options: OPTIONS.export }));
  const format = values.format ?? 'csv';
  if (format !== 'csv' && format !== 'jsonl') {
    throw new UsageError(`--format must be csv or jsonl, not "${format}".`);
  }
  return { name: 'export', flags: { format, out: values.out }, target: readTarget(values) };
}

function readReconcile(args: string[]): Command {
  const { values } = parse(() => parseArgs({ args, options: OPTIONS.reconcile }));
  const flags = { fix: values.fix ?? false, adopt: values.adopt ?? false };
  return { name: 'reconcile', flags, target: readTarget(values) };
}

function readReplay(args: string[]): Command {
  const { values, positionals } = parse(() =>
    parseArgs({ args, options: OPTIONS.replay, allowPositionals: true }),
  );
  const [file, second] = positionals;
  if (file === undefined || second !== undefined) {
    throw new UsageError('replay takes one file: npm run users -- replay letters.json');
  }
  return { name: 'replay', flags: { file }, target: readTarget(values) };
}

type TargetValues = Partial<Record<keyof typeof TARGET_OPTIONS, string>>;

function readTarget({ 'user-pool': userPool, ...values }: TargetValues): TargetFlags {
  const { stack, region, table, outputs } = values;
  if ((table === undefined) !== (userPool === undefined)) {
    throw new UsageError('--table and --user-pool belong together: give both or neither.');
  }
  if ([stack, table, outputs].filter((value) => value !== undefined).length > 1) {
    throw new UsageError('--stack, --table with --user-pool, and --outputs exclude each other.');
  }
  return { stack, region, table, userPool, outputs };
}

/** parseArgs names the flag already; its advice about `--` does not fit here. */
function parse<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UsageError(`${error.message.split('. To specify')[0] ?? ''}. See --help.`);
  }
}
