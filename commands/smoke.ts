import { parseArgs } from 'node:util';
import { LOCAL_OUTPUTS } from './local-outputs.ts';
import { readArguments } from './program.ts';
import { explain, isAskedWrongly } from './users/errors.ts';
import type { Step } from './smoke/journey.ts';
import type { Place } from './smoke/place.ts';
import type { Session } from './smoke/session.ts';
import type { Terminal } from './users/terminal.ts';

const HELP = `Goes through what a deployment is for, with a person whom it makes and removes.

  npm run smoke -- --stage X [--region R]   the stacks of a stage, with the AWS credentials of the shell
  npm run smoke [-- --outputs FILE]         the local system  (.local/outputs.json)

Needs cloudformation:DescribeStacks, and cognito-idp: DescribeUserPoolClient, AdminSetUserPassword,
AdminGetUser and AdminDeleteUser on the pool. Exit code: 0 all works, 1 something does not, 2 asked wrongly, or
without region or credentials.
`;

const TEXT = { type: 'string' } as const;

/**
 * Runs what a line asks for; the SDK and all else that the journey takes are loaded when it begins.
 * @returns the exit code
 */
export async function runSmoke(args: readonly string[], { out, err }: Terminal): Promise<number> {
  const tell = (line: string): void => void out.write(`${line}\n`);
  try {
    const place = await readPlace(args);
    if (place !== null) return await goThrough(place, tell);
    out.write(HELP);
    return 0;
  } catch (error) {
    err.write(`${explain(error)}\n`);
    return isAskedWrongly(error) ? 2 : 1;
  }
}

async function goThrough(place: Place, tell: (line: string) => void): Promise<number> {
  tell(place.description);
  const { openSession } = await import('./smoke/session.ts');
  const { STEPS } = await import('./smoke/journey.ts');
  await using session = await openSession(place);
  for (const step of STEPS) if (!(await passes(step, session, tell))) return 1;
  return 0;
}

async function passes(
  step: Step,
  session: Session,
  tell: (line: string) => void,
): Promise<boolean> {
  const began = performance.now();
  try {
    await step.run(session);
    tell(`ok      ${step.name}  ${Math.round(performance.now() - began)} ms`);
    return true;
  } catch (error) {
    tell(`FAILED  ${step.name}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** Null when only help is asked for. */
async function readPlace(args: readonly string[]): Promise<Place | null> {
  const { help, stage, region, outputs } = readFlags(args);
  if (help === true) return null;
  const { placeOfFile, placeOfStage } = await import('./smoke/place.ts');
  if (stage !== undefined) return placeOfStage(stage, region);
  return placeOfFile(outputs ?? LOCAL_OUTPUTS);
}

function readFlags(args: readonly string[]) {
  const options = { stage: TEXT, region: TEXT, outputs: TEXT, help: { type: 'boolean' } } as const;
  return readArguments(() => parseArgs({ args: [...args], options }).values, `\n\n${HELP}`);
}

if (import.meta.main) {
  process.exitCode = await runSmoke(process.argv.slice(2), {
    out: process.stdout,
    err: process.stderr,
  });
}
