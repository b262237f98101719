import { LocalError } from './shared/errors.ts';

/** What the command line asks to be done. */
export type CliCommand =
  | { readonly kind: 'start' }
  | { readonly kind: 'doctor' }
  | { readonly kind: 'export' | 'import'; readonly folder: string }
  /** The command that runs beside the engine, and its arguments. */
  | { readonly kind: 'exec'; readonly command: readonly string[] };

/**
 * Reads the command, and what stands behind it; flags are what remains.
 * @throws LocalError ERR_FLAG when something is missing
 */
export function readCommand(args: readonly string[]): {
  readonly command: CliCommand;
  readonly flags: readonly string[];
} {
  const [kind, ...rest] = args;
  switch (kind) {
    case 'doctor':
      return { command: { kind }, flags: rest };
    case 'export':
    case 'import':
      return withFolder(kind, rest);
    case 'exec':
      return withCommand(rest);
    default:
      return { command: { kind: 'start' }, flags: args };
  }
}

function withFolder(kind: 'export' | 'import', args: readonly string[]) {
  if (args.includes('--help')) return { command: { kind: 'start' }, flags: ['--help'] } as const;
  const [folder = '', ...flags] = args;
  if (folder !== '' && !folder.startsWith('-')) return { command: { kind, folder }, flags };
  throw new LocalError('ERR_FLAG', `${kind} wants a folder: ${kind} DIR. See --help.`);
}

function withCommand(args: readonly string[]) {
  const at = args.indexOf('--');
  const flags = at < 0 ? args : args.slice(0, at);
  const command = at < 0 ? [] : args.slice(at + 1);
  if (command.length > 0 || flags.includes('--help')) {
    return { command: { kind: 'exec', command }, flags } as const;
  }
  throw new LocalError('ERR_FLAG', 'exec wants a command behind --: exec -- npm test. See --help.');
}
