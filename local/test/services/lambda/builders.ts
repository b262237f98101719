import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LambdaFunction } from '../../../assembly/model.ts';
import type { Log } from '../../../shared/log.ts';

/** A folder with the given files. */
export function codeFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lambda-test-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A function `hello` with one ES module file. */
export function lambdaFunction(
  source: string,
  change: Partial<LambdaFunction> = {},
): LambdaFunction {
  return {
    stackName: 'TestStack',
    logicalId: 'HelloFunction',
    constructPath: 'TestStack/hello/Resource',
    functionName: 'hello',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:hello',
    codeFolder: codeFolder({ 'index.mjs': source }),
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    timeout: 60, // no test of something else is to meet it
    memorySize: 128,
    environment: {},
    roleArn: 'arn:aws:iam::000000000000:role/HelloRole',
    ...change,
  };
}

/** Keeps what is logged as `level source message`. */
export function recordingLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const at =
    (level: string) =>
    (source: string, message: string): void => {
      lines.push(`${level} ${source} ${message}`);
    };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}
