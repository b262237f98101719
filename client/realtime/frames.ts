/** The AppSync sub-protocol. */
export const SUBPROTOCOL = 'graphql-ws';

/** A frame of the server. */
export interface ServerFrame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: {
    readonly connectionTimeoutMs?: number;
    readonly data?: unknown;
    readonly errors?: unknown;
  };
}

/** Reads a frame, or null when it is none. */
export function readFrame(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null;
  try {
    const value = JSON.parse(data) as Partial<ServerFrame> | null;
    return typeof value?.type === 'string' ? (value as ServerFrame) : null;
  } catch {
    return null;
  }
}

/** Credentials as a sub-protocol name, the only way a browser can send them outside the URL. */
export function headerProtocol(headers: Readonly<Record<string, string>>): string {
  const bytes = new TextEncoder().encode(JSON.stringify(headers));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `header-${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** A start message; `data` is a text, as AppSync wants it. */
export function startFrame(
  id: string,
  data: string,
  authorization: Readonly<Record<string, string>>,
): string {
  return JSON.stringify({
    id,
    type: 'start',
    payload: { data, extensions: { authorization } },
  });
}
