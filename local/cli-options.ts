import { parseArgs } from 'node:util';
import { readCommand, type CliCommand } from './cli-command.ts';
import type { LocalOptions } from './options.ts';
import { LocalError } from './shared/errors.ts';
import { withoutSecrets } from './shared/without-secrets.ts';

/** What the command line asks for. */
export interface CliOptions {
  readonly command: CliCommand;
  readonly help: boolean;
  /** What the terminal shows. */
  readonly log: LogMode;
  /** Shows addresses, phone numbers and values in it. */
  readonly logValues: boolean;
  /** Where a debugger connects; null without one. */
  readonly inspectPort: number | null;
  readonly json: boolean;
  readonly start: LocalOptions;
  /** Folder that gets all state when the engine stops. */
  readonly exportOnExit: string | undefined;
}

const LOG_MODES = ['quiet', 'requests', 'debug', 'json'] as const;

/** What the terminal shows. */
export type LogMode = (typeof LOG_MODES)[number];

export const HELP = `Runs a synthesized AppSync CDK app on this machine.

  appsync-on-a-laptop [flags]           npm start -- [flags]
  appsync-on-a-laptop doctor [flags]    npm run doctor -- [flags]: says what a start would miss
  appsync-on-a-laptop export DIR        writes all state of the data folder into a new folder, whether an
                                        engine runs on it or not (npm run local -- export DIR)
  appsync-on-a-laptop import DIR        makes what was exported its state; the engine goes on with it
  appsync-on-a-laptop exec [flags] -- COMMAND
                                        starts on a free port with new data, runs the command with what it
                                        needs in its environment, stops, and exits with its code

  --port NUMBER      port for everything; 0: any free one  (4000)
  --host ADDRESS     address to listen on  (127.0.0.1)
  --allow-host NAME  answers under this host name too, such as that of a container; may be repeated
  --allow-aws        lets HTTP data sources and functions call hosts of AWS; else such calls stay here
  --issuer local     makes user pools say this machine's URL in iss, for clients that read discovery  (aws)
  --data FOLDER      data, synthesized app, outputs.json  (.local)
  --assembly PATH    runs this cdk.out, or CloudFormation template, instead of the app of cdk.json
  --stack NAME       runs this stack and those it depends on; may be repeated  (all)
  --parameter NAME=VALUE
                     gives what the templates take from outside: a parameter, an export, an SSM
                     parameter; may be repeated
  --dynamodb URL     uses a DynamoDB engine that runs already (or DYNAMODB_ENDPOINT)
  --clock TIME       begins at this time, ahead of the machine's: 2027-01-31T09:00:00Z, or +36h from now
                     (m, h, d); without it as far ahead as the data was left
  --fresh            forgets all data of earlier starts
  --seed NAME        fills a new data folder with this one of the app's seeds  (local.seed of package.json)
  --no-seed          does not run the app's seed
  --no-traces        remembers nothing of what it is asked: no /_local/traces, no lines of requests
  --import DIR       begins with the state that was exported to DIR, instead of its own
  --export-on-exit DIR
                     exports all state to DIR when it stops; may be the folder of an earlier export
  --no-watch         does not make live what is saved: local.inputs of package.json
  --inspect          lets a debugger stop in resolvers and functions, by their TypeScript  (port 9229)
  --inspect-port NUMBER
                     the same on this port; 0: any free one
  --log MODE         quiet: no progress and no log but warnings; requests: a line for each, and for all
                     that fails; debug: everything, with AppSync's own log; json: an object a line  (requests)
  --log-values       shows addresses, phone numbers and values, which the log masks
  --otlp URL         sends traces to a receiver of OTLP over HTTP, such as http://127.0.0.1:4318
  --quiet            the same as --log quiet
  --json             prints outputs.json to stdout instead of the table, all else to stderr
  --help             this text
`;

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  'allow-aws': { type: 'boolean' },
  issuer: { type: 'string' },
  data: { type: 'string' },
  assembly: { type: 'string' },
  stack: { type: 'string', multiple: true },
  parameter: { type: 'string', multiple: true },
  dynamodb: { type: 'string' },
  clock: { type: 'string' },
  fresh: { type: 'boolean' },
  seed: { type: 'string' },
  'no-seed': { type: 'boolean' },
  import: { type: 'string' },
  'export-on-exit': { type: 'string' },
  'no-watch': { type: 'boolean' },
  inspect: { type: 'boolean' },
  'inspect-port': { type: 'string' },
  'no-traces': { type: 'boolean' },
  log: { type: 'string' },
  otlp: { type: 'string' },
  'log-values': { type: 'boolean' },
  quiet: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const NOT_EMPTY = [
  'host',
  'data',
  'assembly',
  'dynamodb',
  'seed',
  'import',
  'export-on-exit',
] as const;

/**
 * Reads the command line.
 * @throws LocalError ERR_FLAG for an unknown flag or a bad value
 */
export function readCliOptions(args: readonly string[]): CliOptions {
  const { command, flags } = readCommand(args);
  const values = parse(flags);
  for (const name of NOT_EMPTY) {
    if (values[name] === '') throw flagError(`--${name} has no value`);
  }
  return {
    command,
    help: values.help ?? false,
    log: values.quiet ? 'quiet' : readLogMode(values.log ?? 'requests'),
    logValues: values['log-values'] ?? false,
    inspectPort: inspectPortOf(values),
    json: values.json ?? false,
    start: {
      host: values.host,
      port: values.port === undefined ? undefined : readPort(values.port),
      allowAws: values['allow-aws'],
      issuer: values.issuer === undefined ? undefined : readIssuer(values.issuer),
      allowedHosts: values['allow-host']?.map(readHost),
      dataFolder: values.data,
      assemblyFolder: values.assembly,
      stacks: values.stack,
      parameters: Object.fromEntries((values.parameter ?? []).map(readParameter)),
      dynamodbEndpoint: values.dynamodb === undefined ? undefined : readUrl(values.dynamodb),
      startAt: values.clock === undefined ? undefined : readTime(values.clock),
      fresh: values.fresh ?? false,
      seed: readSeed(values),
      importFrom: values.import,
      watch: !values['no-watch'],
      tracing: readTracing(values),
    },
    exportOnExit: values['export-on-exit'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true }).values;
  } catch (error) {
    // Node's text names the flag; its advice on how to pass one as a positional does not apply.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw flagError(`${reason}${suggestion(reason)}`);
  }
}

/** The flag that an unknown one was probably meant to be. */
function suggestion(reason: string): string {
  const written = /^Unknown option '--(?:no-)?([^']+)'/.exec(reason)?.[1];
  if (written === undefined) return '';
  const near = Object.keys(FLAGS).find((flag) => isNear(flag, written));
  return near === undefined ? '' : `: is --${near} meant?`;
}

/** One letter too many, too few, other or swapped, or the beginning of the name. */
function isNear(flag: string, written: string): boolean {
  if (flag.startsWith(written) || written.startsWith(flag)) return true;
  if (flag.replace('no-', '') === written) return true;
  let start = 0;
  while (start < flag.length && flag[start] === written[start]) start += 1;
  let end = 0;
  const shorter = Math.min(flag.length, written.length) - start;
  while (end < shorter && flag.at(-1 - end) === written.at(-1 - end)) end += 1;
  const left = flag.slice(start, flag.length - end);
  const right = written.slice(start, written.length - end);
  if (Math.max(left.length, right.length) <= 1) return true;
  return left.length === 2 && left === `${right.slice(1)}${right.slice(0, 1)}`;
}

function readSeed(values: { readonly seed?: string; readonly 'no-seed'?: boolean }) {
  if (values.seed === undefined) return !values['no-seed'];
  if (!values['no-seed']) return values.seed;
  throw flagError('--seed and --no-seed ask for different things');
}

/** Node's own default. */
const INSPECT_PORT = 9_229;

function inspectPortOf(values: {
  readonly inspect?: boolean | undefined;
  readonly 'inspect-port'?: string | undefined;
}): number | null {
  const port = values['inspect-port'];
  if (port !== undefined) return readPort(port, 'inspect-port');
  return values.inspect === true ? INSPECT_PORT : null;
}

function readPort(text: string, flag = 'port'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw flagError(`--${flag} ${text} is no port: a number from 0 to 65535`);
}

function readTracing(values: ReturnType<typeof parse>): LocalOptions['tracing'] {
  if (values['no-traces']) return false;
  const otlp = values.otlp === undefined ? undefined : readUrl(values.otlp, 'otlp');
  return { otlp, showsValues: values['log-values'] ?? false };
}

function readLogMode(text: string): LogMode {
  const mode = LOG_MODES.find((name) => name === text);
  if (mode !== undefined) return mode;
  throw flagError(`--log ${text} is none of ${LOG_MODES.join(', ')}`);
}

function readIssuer(text: string): 'aws' | 'local' {
  if (text === 'aws' || text === 'local') return text;
  throw flagError(`--issuer ${text} is neither aws nor local`);
}

function readHost(text: string): string {
  if (/^[\w-]+(?:\.[\w-]+)*$/.test(text)) return text;
  throw flagError(`--allow-host ${text} is no host name, such as engine or mac.local`);
}

function readParameter(text: string): readonly [string, string] {
  const sign = text.indexOf('=');
  if (sign > 0) return [text.slice(0, sign), text.slice(sign + 1)];
  throw flagError(`--parameter ${text} is not of the form NAME=VALUE`);
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** ISO 8601 with its offset from UTC, or how much later it is than now. */
function readTime(text: string): number {
  const [, count = '', unit = ''] = /^\+(\d+)([mhd])$/.exec(text) ?? [];
  if (count !== '') return Date.now() + Number(count) * (UNITS[unit] ?? 0);
  const isFull = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(
    text,
  );
  const at = isFull ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at)) return at;
  throw flagError(`--clock ${text} is no time, such as 2027-01-31T09:00:00Z or +36h`);
}

function readUrl(text: string, flag = 'dynamodb'): string {
  const url = URL.parse(text);
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw flagError(`--${flag} ${withoutSecrets(text)} is no URL, such as http://127.0.0.1:8000`);
}

function flagError(reason: string): LocalError {
  return new LocalError('ERR_FLAG', `${reason}. See --help.`);
}
