import type { IncomingMessage } from 'node:http';

/** Where a request came from. */
export interface RequestSource {
  /** Such as `Chrome 125 / macOS 15.0`; `unknown` for what is no browser. */
  readonly device: string;
  readonly ip: string;
}

const BROWSERS: readonly (readonly [name: string, form: RegExp])[] = [
  ['Edge', /Edg\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /Chrome\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/],
];

const SYSTEMS: readonly (readonly [name: string, form: RegExp])[] = [
  ['iOS', /iPhone OS (\d+_\d+)/],
  ['Android', /Android (\d+)/],
  ['macOS', /Mac OS X (\d+[._]\d+)/],
  ['Windows', /Windows NT (\d+)/],
  ['Linux', /Linux()/],
];

/** Reads it; what a client says of itself is taken as it is. */
export function sourceOf({ headers, socket }: IncomingMessage): RequestSource {
  const agent = headers['user-agent'] ?? '';
  const parts = [nameIn(agent, BROWSERS), nameIn(agent, SYSTEMS)];
  const isBrowser = parts[0] !== null;
  return {
    device: isBrowser ? parts.filter((part) => part !== null).join(' / ') : 'unknown',
    ip: socket.remoteAddress ?? '',
  };
}

function nameIn(agent: string, known: typeof BROWSERS): string | null {
  for (const [name, form] of known) {
    const found = form.exec(agent);
    if (found) return `${name} ${(found[1] ?? '').replace('_', '.')}`.trim();
  }
  return null;
}
