import { syncBuiltinESMExports } from 'node:module';
import type { NetConnectOpts, Socket } from 'node:net';
import { awsServiceOf } from '../../../shared/aws-hosts.ts';

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
    if (!speaksHttp(options.port)) return refuse(this, `port ${options.port}`, options.host);
    return connectSocket.call(this, { ...options, ...gateway }, listener);
  };

  const connectTls = tls.connect as Connect;
  const connect: Connect = (...args) => {
    const { options, listener } = readArguments(args);
    const host = options.host ?? options.servername;
    if (!isOfAws(host) || options.socket !== undefined) return connectTls(...args);
    if (!speaksHttp(options.port)) return refuse(new net.Socket(), `port ${options.port}`, host);
    if (speaksHttp2Only(options.ALPNProtocols)) return refuse(new net.Socket(), 'HTTP/2', host);
    return disguised(net.connect(gateway), listener);
  };
  Object.assign(tls, { connect });
  leadNamesHome(gateway.host);
  syncBuiltinESMExports();
}

type Lookup = (name: string, ...args: unknown[]) => unknown;

/** Who asks for an address first and connects to that: names of AWS are not asked of the world. */
function leadNamesHome(address: string): void {
  const dns = process.getBuiltinModule('node:dns');
  for (const api of [dns, dns.promises]) {
    const lookup = api.lookup as Lookup;
    const changed: Lookup = (name, ...args) => lookup(isOfAws(name) ? address : name, ...args);
    // What util.promisify makes of it is said there.
    Object.defineProperties(changed, Object.getOwnPropertyDescriptors(lookup));
    Object.assign(api, { lookup: changed });
  }
}

interface Target extends Omit<Partial<NetConnectOpts>, 'host' | 'port'> {
  readonly host?: unknown;
  readonly port?: number | string;
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
  return { options: { port: Number(first), host, ...more }, listener };
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

/** Databases, caches, SMTP and MQTT have ports of their own. */
const speaksHttp = (port: unknown): boolean => [80, 443].includes(Number(port));

/** The gateway speaks HTTP/1.1 only. */
function refuse(socket: Socket, how: string, host: unknown): Socket {
  const text = `The local engine plays no service of AWS over ${how}: a call of ${String(host)} was refused.`;
  const error = Object.assign(new Error(text), { code: 'ERR_AWS_PROTOCOL' });
  process.nextTick(() => socket.destroy(error));
  return socket;
}
