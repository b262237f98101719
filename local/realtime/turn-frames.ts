import type { Duplex } from 'node:stream';

import { WebSocket } from 'ws';

/** A whole text message: FIN and opcode 1. */
const TEXT = 0x81;
/** Lengths above it stand in further bytes of the header. */
const MAX_SHORT = 125;
const IN_TWO_BYTES = 126;
const MAX_IN_TWO_BYTES = 0xff_ff;
const IN_EIGHT_BYTES = 127;

/** A client's WebSocket and what it runs on. */
export interface Line {
  readonly webSocket: WebSocket;
  readonly socket: Duplex;
}

/**
 * One event is often for all of a client's subscriptions: their frames go out in one write, which
 * saves most of what fan-out costs (ws itself makes two writes of each). Nobody's frames wait for
 * those to another client.
 */
export class TurnFrames {
  /** Whose frames wait for more of the same turn. */
  #line: Line | null = null;
  #texts: string[] = [];

  /** Sends a text message before the turn of the event loop is over. */
  send(line: Line, text: string): void {
    if (this.#line !== line) {
      if (this.#line === null) process.nextTick(() => this.flush());
      else this.flush();
      this.#line = line;
    }
    this.#texts.push(text);
  }

  /** Writes what waits: to be called before ws itself writes to the line. */
  flush(): void {
    const line = this.#line;
    const texts = this.#texts;
    this.#line = null;
    this.#texts = [];
    // No frame may follow the one that closes, and ws answers a client's by itself.
    if (line?.webSocket.readyState === WebSocket.OPEN) line.socket.write(textFrames(texts));
  }
}

/**
 * The frames of text messages as a server sends them: whole and without a mask.
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
export function textFrames(texts: readonly string[]): Buffer {
  const sizes = texts.map((text) => Buffer.byteLength(text));
  const frames = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + headerSize(size) + size, 0));
  let offset = 0;
  for (const [index, text] of texts.entries()) {
    const size = sizes[index] ?? 0;
    offset = writeHeader(frames, offset, size);
    offset += frames.write(text, offset);
  }
  return frames;
}

function headerSize(size: number): number {
  if (size <= MAX_SHORT) return 2;
  return size <= MAX_IN_TWO_BYTES ? 4 : 10;
}

function writeHeader(frames: Buffer, start: number, size: number): number {
  const offset = frames.writeUInt8(TEXT, start);
  if (size <= MAX_SHORT) return frames.writeUInt8(size, offset);
  if (size <= MAX_IN_TWO_BYTES) {
    return frames.writeUInt16BE(size, frames.writeUInt8(IN_TWO_BYTES, offset));
  }
  return frames.writeBigUInt64BE(BigInt(size), frames.writeUInt8(IN_EIGHT_BYTES, offset));
}
