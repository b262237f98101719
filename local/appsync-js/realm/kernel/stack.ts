import { freeze } from './primordials.ts';

interface Frame {
  getFileName(): string | null;
  getLineNumber(): number | null;
  getColumnNumber(): number | null;
}

/**
 * Stands where the realm's Error constructor would: Node looks there for how to write a stack trace,
 * and would else ask the host's own hook, which test runners and tracers set. Only positions are kept.
 */
export const errorConstructor = freeze({
  prepareStackTrace(_error: unknown, frames: readonly Frame[]): string {
    let text = '';
    for (const frame of frames) {
      text += `${frame.getFileName()}:${frame.getLineNumber()}:${frame.getColumnNumber()}\n`;
    }
    return text;
  },
});
