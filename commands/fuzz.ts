/** Asks the local system what nobody sane would ask, for a while: `npm run fuzz -- --seconds 60`. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { FuzzOutputs } from './fuzz/target.ts';
import { LOCAL_OUTPUTS } from './local-outputs.ts';
import { readArguments, runProgram } from './program.ts';
import { UsageError } from './users/errors.ts';

const HELP = `Asks GraphQL, the Cognito API, the OAuth pages and the WebSocket of the system that \`npm start\` runs
what nobody sane would ask, and ends with 1 when something answered 5xx, an unforeseen error, or nothing.
It changes and deletes people, as the machine client: only a system of this machine is asked. The same seed asks the same.

  --seconds N      how long (60)
  --seed N         where the sequence begins (the time); a finding names its own
  --requests N     so many requests instead of a time
  --outputs FILE   of the system (the one that npm run local -- exec -- runs, or .local/outputs.json)
`;

function readOutputs(file: string | undefined): FuzzOutputs {
  const running = file === undefined ? process.env['LOCAL_OUTPUTS'] : undefined;
  if (running !== undefined) return JSON.parse(running) as FuzzOutputs;
  const named = file ?? LOCAL_OUTPUTS;
  try {
    return JSON.parse(readFileSync(named, 'utf8')) as FuzzOutputs;
  } catch {
    throw new UsageError(`${named} is not there, or no file of npm start: start the local system.`);
  }
}

const TEXT = { type: 'string' } as const;

function readFlags(args: string[]) {
  const options = { seconds: TEXT, seed: TEXT, requests: TEXT, outputs: TEXT } as const;
  const { values } = readArguments(
    () => parseArgs({ args, options: { ...options, help: { type: 'boolean' } } }),
    `\n\n${HELP}`,
  );
  return {
    ...values,
    seconds: numberOf('seconds', values.seconds) ?? 60,
    seed: numberOf('seed', values.seed) ?? Date.now() % 1_000_000_000,
    requests: numberOf('requests', values.requests) ?? Infinity,
  };
}

function numberOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,15}$/u.test(text))
    return text === undefined ? text : Number(text);
  throw new UsageError(`--${flag} is a whole number, such as 60, and not "${text}".`);
}

/** @returns the exit code */
async function run(args: string[]): Promise<number> {
  const { help, outputs: file, seconds, seed, requests: most } = readFlags(args);
  if (help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const outputs = readOutputs(file);
  const { origin, hostname } = new URL(outputs.graphqlUrl);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname)) {
    process.stderr.write(`${hostname} is not this machine: it would lose people.\n`);
    return 2;
  }
  const { fuzz } = await import('./fuzz/run.ts');
  const { machineToken, targetOf } = await import('./fuzz/target.ts');
  const end = Date.now() + seconds * 1_000;
  const report = await fuzz({
    url: origin,
    realtimeUrl: outputs.realtimeUrl,
    target: targetOf(outputs, [await machineToken(outputs)]),
    seed,
    patience: 10_000,
    goesOn: (requests) => requests < most && Date.now() < end,
  });
  process.stdout.write(`seed ${seed}: ${report.requests} requests\n`);
  for (const [answer, count] of Object.entries(report.answers).toSorted()) {
    process.stdout.write(`  ${answer}: ${count}\n`);
  }
  for (const { number, what, request } of report.findings) {
    const again = `npm run fuzz -- --seed ${seed + number} --requests 1`;
    process.stderr.write(`${what}\n  ${JSON.stringify(request).slice(0, 500)}\n  ${again}\n`);
  }
  return report.findings.length === 0 ? 0 : 1;
}

if (import.meta.main) await runProgram(() => run(process.argv.slice(2)));
