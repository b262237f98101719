import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

import { send } from '../../../shared/send.ts';

/** What a page loads: files of the engine, one after the other. */
export interface PageFile {
  readonly type: 'text/css' | 'text/javascript';
  /** Paths in the engine's folder. */
  readonly parts: readonly string[];
}

/** Styles that pages share with the studio. */
export const PAGE_KIT = ['tokens', 'base', 'controls', 'frame'].map(
  (name) => `page-kit/${name}.css`,
);

const ENGINE = new URL('../../../', import.meta.url);

/** Answers with a file. */
export function sendPageFile(response: ServerResponse, { type, parts }: PageFile): void {
  const texts = parts.map((part) => readFileSync(new URL(part, ENGINE), 'utf8'));
  send(response, 200, texts.join('\n'), {
    'content-type': `${type}; charset=utf-8`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  });
}
