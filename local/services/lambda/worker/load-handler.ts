import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './error-payload.ts';
import type { LoadMessage } from './messages.ts';

/** A handler as the bundle exports it. */
export type Handler = (event: unknown, context: unknown, callback?: unknown) => unknown;

/** Order in which Lambda looks for the file. */
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

/**
 * The file of a handler setting, or null when there is none.
 * @throws RuntimeError Runtime.MalformedHandlerName
 */
export function findHandlerFile(codeFolder: string, handler: string): string | null {
  const { modulePath } = splitHandler(handler);
  const candidates = EXTENSIONS.map((extension) => join(codeFolder, modulePath + extension));
  return candidates.find((file) => existsSync(file)) ?? null;
}

/**
 * Loads the bundle and finds the exported function in it.
 * @throws RuntimeError with Lambda's own error types, or whatever the bundle throws
 */
export async function loadHandler({ codeFolder, handler, runtime }: LoadMessage): Promise<Handler> {
  const { modulePath, exportPath } = splitHandler(handler);
  const file = findHandlerFile(codeFolder, handler);
  if (file === null) {
    throw new RuntimeError(
      'Runtime.ImportModuleError',
      `Error: Cannot find module '${modulePath}'`,
    );
  }
  const found = exportPath.split('.').reduce<unknown>(member, await importFile(file));
  if (typeof found !== 'function') {
    throw new RuntimeError(
      'Runtime.HandlerNotFound',
      found === undefined
        ? `${handler} is undefined or not exported`
        : `${handler} is not a function`,
    );
  }
  if (takesCallback(found as Handler) && nodeMajor(runtime) >= 24) {
    throw new RuntimeError(
      'Runtime.CallbackHandlerDeprecated',
      `${handler} takes a callback, which AWS Lambda has removed with Node.js 24. Make it async, ` +
        'see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    );
  }
  return found as Handler;
}

/** Whether the handler declares the third argument. */
export const takesCallback = (handler: Handler): boolean => handler.length >= 3;

/** 24 of `nodejs24.x`. */
export const nodeMajor = (runtime: string): number =>
  Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 0);

function splitHandler(handler: string): { modulePath: string; exportPath: string } {
  const match = /^([^.]+)\.(.+)$/.exec(basename(handler));
  if (!match?.[1] || !match[2]) {
    throw new RuntimeError('Runtime.MalformedHandlerName', `Bad handler ${handler}`);
  }
  return { modulePath: join(dirname(handler), match[1]), exportPath: match[2] };
}

async function importFile(file: string): Promise<unknown> {
  try {
    const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    // A CommonJS bundle's exports are not always seen by name.
    return exported['default'] !== null && typeof exported['default'] === 'object'
      ? { ...exported['default'], ...exported }
      : exported;
  } catch (error) {
    throw importError(error);
  }
}

function importError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
    return new RuntimeError('Runtime.ImportModuleError', String(error), error);
  }
  if (error instanceof SyntaxError) {
    return new RuntimeError('Runtime.UserCodeSyntaxError', String(error), error);
  }
  return error;
}

const member = (value: unknown, name: string): unknown =>
  value === null || value === undefined ? undefined : (value as Record<string, unknown>)[name];
