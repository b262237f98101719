import { parseArgs } from 'node:util';
import { readArguments } from '../program.ts';
import { isSource, SOURCES, type Source } from './convert/sources.ts';
import { isTarget } from './csv-header.ts';
import { UsageError } from './errors.ts';
import { HELP, IMPORT_HELP } from './help.ts';

/** Which system is meant; without any, the local one. */
export interface TargetFlags {
  readonly stack?: string;
  readonly region?: string;
  readonly table?: string;
  readonly userPool?: string;
  readonly outputs?: string;
}

/** How a file is imported. */
export interface ImportFlags {
  readonly file: string;
  readonly dryRun: boolean;
  readonly invite: boolean;
  /** Names of columns or members; one may hold a comma. */
  readonly ignore: readonly string[];
  /** Names of columns, and the field or `attributes.<name>` that each is. */
  readonly map?: readonly (readonly [column: string, target: string])[];
  /** Undefined: to be found out. */
  readonly delimiter?: string;
  /** Of a file without a byte order mark, e.g. windows-1252. Undefined: UTF-8. */
  readonly encoding?: string;
}

/** What is written, and where to; without `out` to the standard output. */
export interface ExportFlags {
  readonly format: 'csv' | 'jsonl';
  readonly out?: string;
  /** Replaces a file that is there. */
  readonly force?: boolean;
  /** A byte order mark before CSV. */
  readonly bom?: boolean;
}

/** What is done about differences; without any they are only told of. */
export interface ReconcileFlags {
  readonly fix: boolean;
  readonly adopt: boolean;
  /** Makes the Cognito users of records that have none, with other ids. */
  readonly recreate?: boolean;
}

/** What is brought back. */
export interface RestoreFlags {
  /** The other table's name, or a file of `export` that ends with .jsonl. */
  readonly from: string;
  /** Also whom somebody deleted since. */
  readonly deleted: boolean;
  readonly dryRun: boolean;
}

/** Another directory's export, and where files for Cognito go. */
export interface ConvertFlags {
  readonly from: Source;
  readonly file: string;
  /** A folder. */
  readonly out: string;
}

/** What the command line asks for. */
export type Command =
  | { readonly name: 'help'; readonly text: string }
  | { readonly name: 'import'; readonly flags: ImportFlags; readonly target: TargetFlags }
  | { readonly name: 'export'; readonly flags: ExportFlags; readonly target: TargetFlags }
  | { readonly name: 'reconcile'; readonly flags: ReconcileFlags; readonly target: TargetFlags }
  | { readonly name: 'restore'; readonly flags: RestoreFlags; readonly target: TargetFlags }
  | { readonly name: 'convert'; readonly flags: ConvertFlags; readonly target: TargetFlags }
  | { readonly name: 'replay'; readonly target: TargetFlags };

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const yes = { type: 'boolean' } as const;
const TARGET_OPTIONS = {
  stack: text,
  region: text,
  table: text,
  'user-pool': text,
  outputs: text,
} as const;
const OPTIONS = {
  import: {
    'dry-run': yes,
    invite: yes,
    ignore: texts,
    map: texts,
    delimiter: text,
    encoding: text,
    ...TARGET_OPTIONS,
  },
  export: { format: text, out: text, force: yes, bom: yes, ...TARGET_OPTIONS },
  reconcile: { fix: yes, adopt: yes, recreate: yes, ...TARGET_OPTIONS },
  restore: { from: text, deleted: yes, 'dry-run': yes, ...TARGET_OPTIONS },
  convert: { from: text, out: text, ...TARGET_OPTIONS },
  replay: TARGET_OPTIONS,
} as const;

const READERS = {
  import: readImport,
  export: readExport,
  reconcile: readReconcile,
  restore: readRestore,
  convert: readConvert,
  replay: readReplay,
} as const satisfies Record<keyof typeof OPTIONS, (args: string[]) => Command>;

/**
 * Reads the arguments; throws UsageError that names the flag and the rule.
 * @param env of the program, in which npm leaves the flags that it took for its own
 */
export function readCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h')) {
    return { name: 'help', text: args.includes('import') ? IMPORT_HELP : HELP };
  }
  if (!isCommand(name)) {
    throw new UsageError(
      `"${name}" is no command: import, export, reconcile, restore, convert or replay. See --help.`,
    );
  }
  checkNothingTaken(name, env);
  return READERS[name](rest);
}

const isCommand = (name: string): name is keyof typeof OPTIONS => Object.hasOwn(OPTIONS, name);

/** Without `--`, npm keeps the flags to itself: a dry run would be a real one. */
function checkNothingTaken(
  name: keyof typeof OPTIONS,
  env: Readonly<Record<string, string | undefined>>,
): void {
  const flags = Object.keys(OPTIONS[name]);
  const taken = flags.find((flag) => env[`npm_config_${flag.replaceAll('-', '_')}`] !== undefined);
  if (taken === undefined) return;
  throw new UsageError(
    `npm took --${taken} for a flag of its own. Put -- before the command: npm run users -- ${name} --${taken} ...`,
  );
}

function readImport(args: string[]): Command {
  const { values, positionals } = parse(() =>
    parseArgs({ args, options: OPTIONS.import, allowPositionals: true }),
  );
  const [file, second] = positionals;
  if (file === undefined || second !== undefined) {
    throw new UsageError('import takes one file: npm run users -- import people.csv');
  }
  if (values.invite === true && values['dry-run'] === true) {
    throw new UsageError('--invite sends mails and --dry-run does nothing: leave one out.');
  }
  const flags = {
    file,
    dryRun: values['dry-run'] ?? false,
    invite: values.invite ?? false,
    // A name may hold a comma itself.
    ignore: (values.ignore ?? []).flatMap((names) => [names, ...names.split(',')]).filter(Boolean),
    map: (values.map ?? []).map(readMapping),
    delimiter: readDelimiter(values.delimiter),
    encoding: readEncoding(values.encoding),
  };
  return { name: 'import', flags, target: readTarget(values) };
}

function readDelimiter(value: string | undefined): string | undefined {
  const delimiter = value === '\\t' ? '\t' : value;
  if (delimiter === undefined || /^[^"\r\n]$/u.test(delimiter)) return delimiter;
  throw new UsageError('--delimiter must be one character, or \\t.');
}

function readEncoding(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : new TextDecoder(value).encoding;
  } catch {
    throw new UsageError(
      `--encoding must be a name like windows-1252, iso-8859-2 or shift_jis, not "${value}".`,
    );
  }
}

function readMapping(value: string): readonly [string, string] {
  const [, column, target] = /^(.+)=(.+)$/su.exec(value) ?? [];
  if (column !== undefined && target !== undefined && isTarget(target)) return [column, target];
  throw new UsageError(
    `--map must be NAME=FIELD, the field as in email or attributes.team, not "${value}".`,
  );
}

function readExport(args: string[]): Command {
  const { values } = parse(() => parseArgs({ args, options: OPTIONS.export }));
  const { out, force = false, bom = false } = values;
  const named = out === undefined ? undefined : /\.(csv|jsonl)$/iu.exec(out)?.[1]?.toLowerCase();
  const format = values.format ?? named ?? 'csv';
  if (format !== 'csv' && format !== 'jsonl') {
    throw new UsageError(`--format must be csv or jsonl, not "${format}".`);
  }
  if (named !== undefined && named !== format) {
    throw new UsageError(`--format ${format} and a file that ends with .${named} do not fit.`);
  }
  if (bom && format !== 'csv') throw new UsageError('--bom is for CSV: JSON begins without it.');
  if (force && out === undefined) throw new UsageError('--force is for --out FILE.');
  return { name: 'export', flags: { format, out, force, bom }, target: readTarget(values) };
}

function readReconcile(args: string[]): Command {
  const { values } = parse(() => parseArgs({ args, options: OPTIONS.reconcile }));
  const { fix = false, adopt = false, recreate = false } = values;
  return { name: 'reconcile', flags: { fix, adopt, recreate }, target: readTarget(values) };
}

function readRestore(args: string[]): Command {
  const { values } = parse(() => parseArgs({ args, options: OPTIONS.restore }));
  const { from, deleted = false, 'dry-run': dryRun = false } = values;
  if (from === undefined) {
    throw new UsageError(
      'restore takes --from TABLE, the name of the table that has what was lost, or --from FILE.jsonl, what export wrote.',
    );
  }
  return { name: 'restore', flags: { from, deleted, dryRun }, target: readTarget(values) };
}

function readConvert(args: string[]): Command {
  const { values, positionals } = parse(() =>
    parseArgs({ args, options: OPTIONS.convert, allowPositionals: true }),
  );
  const [file, second] = positionals;
  if (file === undefined || second !== undefined || values.from === undefined) {
    throw new UsageError(
      'convert takes --from auth0, clerk, firebase or keycloak, and one file: npm run users -- convert --from auth0 users.json',
    );
  }
  const { from } = values;
  if (!isSource(from)) {
    throw new UsageError(`--from must be ${Object.keys(SOURCES).join(', ')}, not "${from}".`);
  }
  const flags = { from, file, out: values.out ?? '.' };
  return { name: 'convert', flags, target: readTarget(values) };
}

function readReplay(args: string[]): Command {
  const { values } = parse(() => parseArgs({ args, options: OPTIONS.replay }));
  return { name: 'replay', target: readTarget(values) };
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

const parse = <T>(read: () => T): T => readArguments(read, 'See --help.');
