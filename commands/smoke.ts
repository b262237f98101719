import { parseArgs } from 'node:util';
import { LOCAL_OUTPUTS } from './local-outputs.ts';
import { readArguments } from './program.ts';
import { explain, isAskedWrongly } from './users/errors.ts';
import { STEPS, type Step } from './smoke/journey.ts';
import { placeOfFile, placeOfStage, type Place } from './smoke/place.ts';
import { openSession, type Session } from './smoke/session.ts';

const HELP = `Goes through what a deployment is for, with a person whom it makes and removes.

  npm run smoke -- --stage X [--region R]   the stacks of a stage, with the AWS credentials of the shell
  npm run smoke [-- --outputs FILE]         the local system  (.local/outputs.json)

Needs cloudformation:DescribeStacks, and cognito-idp: DescribeUserPoolClient, AdminSetUserPassword,
AdminGetUser and AdminDeleteUser on the pool. Exit code: 0 all works, 1 something does not, 2 asked wrongly, or
without region or credentials.
`;

const TEXT = { type: 'string' } as const;

/** @returns the exit code */
async function run(args: readonly string[], tell: (line: string) => void): Promise<number> {
  const place = await readPlace(args);
  if (place === null) {
    process.stdout.write(HELP);
    return 0;
  }
  tell(place.description);
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
  if (stage !== undefined) return placeOfStage(stage, region);
  return placeOfFile(outputs ?? LOCAL_OUTPUTS);
}

function readFlags(args: readonly string[]) {
  const options = { stage: TEXT, region: TEXT, outputs: TEXT, help: { type: 'boolean' } } as const;
  return readArguments(() => parseArgs({ args: [...args], options }).values, `\n\n${HELP}`);
}

try {
  process.exitCode = await run(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = isAskedWrongly(error) ? 2 : 1;
}
