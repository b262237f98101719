import { syncBuiltinESMExports } from 'node:module';
import type { NetConnectOpts, Socket } from 'node:net';
import { awsServiceOf } from '../../../aws/hosts.ts';

type Connect = (...args: unknown[]) => Socket;

/**
 * From here on no connection of this thread reaches a host of AWS: it leads to the gateway, which plays
 * the service or names it. What is sent stays as it is, host and signature included. So do calls of
 * SDKs that know no AWS_ENDPOINT_URL (version 2 for JavaScript), and signed requests by hand.
 * @param gatewayUrl `http://host:port`
 */
export function leadAwsHome(gatewayUrl: string): void {
  const { hostname, port } = new URL(gatewayUrl);
  const gateway = { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) };
  const net = process.getBuiltinModule('node:net');
  const tls = process.getBuiltinModule('node:tls');

  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its socket below
  const connectSocket = net.Socket.prototype.connect as Connect;
  net.Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    const { options, listener } = readArguments(args);
    if (!isOfAws(options.host)) return connectSocket.apply(this, args);
    return connectSocket.call(this, { ...options, ...gateway }, listener);
  };

  const connectTls = tls.connect as Connect;
  const connect: Connect = (...args) => {
    const { options, listener } = readArguments(args);
    const host = options.host ?? options.servername;
    if (!isOfAws(host) || options.socket !== undefined) return connectTls(...args);
    if (speaksHttp2Only(options.ALPNProtocols)) return refuse(new net.Socket(), String(host));
    return disguised(net.connect(gateway), listener);
  };
  Object.assign(tls, { connect });
  syncBuiltinESMExports();
}

interface Target extends Omit<Partial<NetConnectOpts>, 'host'> {
  readonly host?: unknown;
  readonly servername?: unknown;
  readonly socket?: unknown;
  readonly ALPNProtocols?: unknown;
}

/** `connect(options)`, `connect(port, host, options)`, or the list that Node makes of them. */
function readArguments(args: readonly unknown[]): { options: Target; listener: unknown } {
  const [first, second] = args;
  if (Array.isArray(first)) return readArguments(first as unknown[]);
  const listener = args.findLast((one) => typeof one === 'function');
  if (typeof first === 'object' && first !== null) return { options: first, listener };
  const more = args.find((one) => typeof one === 'object' && one !== null);
  const host = typeof second === 'string' ? second : undefined;
  return { options: { port: Number(first), host, ...more } as Target, listener };
}

const speaksHttp2Only = (protocols: unknown): boolean =>
  Array.isArray(protocols) && protocols.length === 1 && protocols[0] === 'h2';

const isOfAws = (host: unknown): boolean => typeof host === 'string' && awsServiceOf(host) !== null;

/** A plain socket that passes for one of TLS. */
function disguised(socket: Socket, listener: unknown): Socket {
  if (typeof listener === 'function') socket.once('secureConnect', listener as () => void);
  socket.once('connect', () => socket.emit('secureConnect'));
  return Object.assign(socket, {
    encrypted: true,
    authorized: true,
    authorizationError: null,
    alpnProtocol: false,
    servername: false,
    getSession: () => undefined,
    isSessionReused: () => false,
    getPeerCertificate: () => ({}),
    getCipher: () => ({}),
    getProtocol: () => null,
    setServername: () => {},
  });
}

/** The gateway speaks HTTP/1.1 only. */
function refuse(socket: Socket, host: string): Socket {
  const text = `The local engine plays no service of AWS over HTTP/2: a call of ${host} was refused.`;
  const error = Object.assign(new Error(text), { code: 'ERR_AWS_HTTP2' });
  process.nextTick(() => socket.destroy(error));
  return socket;
}
