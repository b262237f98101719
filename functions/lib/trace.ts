import { randomBytes } from 'node:crypto';

/** What a trace is to be found by. */
interface Asked {
  /** The field, or the trigger of Cognito. */
  readonly name: string;
  /** The id by which caller and logs know the request. */
  readonly requestId: string;
}

/** A part of a trace in X-Ray's form; times are seconds since the epoch. */
interface Subsegment {
  readonly name: string;
  readonly id: string;
  readonly trace_id: string;
  readonly parent_id: string;
  readonly type: 'subsegment';
  readonly start_time: number;
  readonly end_time: number;
  readonly annotations: { readonly requestId: string };
}

/**
 * Puts the id of the request on the trace of the invocation, where X-Ray takes one:
 * `annotation.requestId = "…"` finds it. Written by hand, as the SDK of X-Ray would be 127 KB in each
 * bundle (docs/decisions/0021): Lambda says which trace it is, and a process beside takes one datagram.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon
 */
export async function traced<Result>(asked: Asked, run: () => Promise<Result>): Promise<Result> {
  const trace = sampledTrace();
  if (!trace) return run();
  const begun = Date.now();
  try {
    return await run();
  } finally {
    const subsegment: Subsegment = {
      name: asked.name,
      id: randomBytes(8).toString('hex'),
      trace_id: trace.root,
      parent_id: trace.parent,
      type: 'subsegment',
      start_time: begun / 1_000,
      end_time: Date.now() / 1_000,
      annotations: { requestId: asked.requestId },
    };
    // Nobody's answer is to suffer from it.
    await send(trace.daemon, subsegment).catch(() => undefined);
  }
}

interface Trace {
  readonly root: string;
  readonly parent: string;
  /** Address and port. */
  readonly daemon: readonly [string, number];
}

/** Of the invocation under way; null where it is not traced. */
function sampledTrace(): Trace | null {
  const { _X_AMZN_TRACE_ID: header = '', AWS_XRAY_DAEMON_ADDRESS: daemon = '' } = process.env;
  const { Root, Parent, Sampled } = Object.fromEntries(
    header.split(';').map((part) => part.split('=')),
  ) as Readonly<Record<string, string | undefined>>;
  const [, address, port] = /^(.+):(\d+)$/u.exec(daemon) ?? [];
  if (Sampled !== '1' || !Root || !Parent || !address) return null;
  return { root: Root, parent: Parent, daemon: [address, Number(port)] };
}

/** Says to the daemon what the second line is. */
const HEADER = '{"format": "json", "version": 1}';

async function send([address, port]: Trace['daemon'], subsegment: Subsegment): Promise<void> {
  const { createSocket } = await import('node:dgram');
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      const document = `${HEADER}\n${JSON.stringify(subsegment)}`;
      socket.send(document, port, address, (error) => (error ? reject(error) : resolve()));
    });
  } finally {
    socket.close();
  }
}
