import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { Init } from './types.ts';

/** What functions are told of their surroundings. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_LAMBDA_FUNCTION_NAME: 'cold-start',
  USERS_TABLE: 'users',
  USER_POOL_ID: 'eu-west-1_pool',
  MAIL_FROM: 'directory@example.com',
  GRAPHQL_URL: 'http://127.0.0.1/graphql',
  PARKED_TABLE: 'parked',
  PARKED_QUEUE_URL: 'http://127.0.0.1/queue',
  PARKED_RETRIES: '3',
  PARKED_QUEUE_URLS: 'http://127.0.0.1/queue',
  DEAD_LETTER_QUEUE_URLS: 'http://127.0.0.1/queue',
  FAILED_CHANGES_BUCKET: 'failed-changes',
};

/** Loads a module in a new process, as Lambda does before the first event. Null: an empty one. */
export function measureInit(file: string | null, flags: readonly string[]): Init {
  const load = file === null ? '' : `await import(${JSON.stringify(pathToFileURL(file).href)});`;
  const program = `
    const before = process.cpuUsage();
    ${load}
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ cpu: (user + system) / 1000, memory: process.memoryUsage.rss() }));`;
  const args = [...flags, '--input-type=module', '--eval', program];
  const { NODE_COMPILE_CACHE: _, NODE_OPTIONS: __, ...environment } = process.env;
  const printed = execFileSync(process.execPath, args, {
    env: { ...environment, ...ENVIRONMENT },
    encoding: 'utf8',
  });
  return JSON.parse(printed) as Init;
}
