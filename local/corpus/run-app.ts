import { writeFileSync } from 'node:fs';
import { startLocal, type Local } from '../start.ts';
import type { RunningApp } from '../studio/routes/app.ts';
import { credentialsOf, type Credentials } from './callers.ts';
import { runOperation, titleOf } from './operations.ts';
import { APPS } from './apps/index.ts';
import { createTokenIssuer } from './token-issuer.ts';
import { nameOf, type CorpusApp, type Operation } from './types.ts';
import type { Outcome } from './outcome.ts';

/*
 * One app: started and asked, in a process of its own without a network.
 * node run-app.ts NAME ASSEMBLY OUTCOME
 */
const [name = '', assembly = '', file = ''] = process.argv.slice(2);
const app = APPS.find((candidate) => nameOf(candidate) === name);
if (!app) throw new Error(`No app is called ${name}.`);
writeFileSync(file, JSON.stringify(await outcomeOf(app)));
process.exit(0);

async function outcomeOf(chosen: CorpusApp): Promise<Outcome> {
  const { stacks, parameters, publicKeySecret } = chosen;
  const issuer = createTokenIssuer();
  const said: string[] = [];
  const hear = (source: string, message: string): number => said.push(`${source}: ${message}`);
  const log = { info: hear, warn: hear, error: hear };
  try {
    const local = await startLocal({
      assemblyFolder: assembly,
      temporary: true,
      log,
      ...(stacks && { stacks }),
      parameters: {
        ...parameters,
        ...(publicKeySecret !== undefined && { [publicKeySecret]: issuer.publicKey }),
      },
    });
    try {
      return {
        unsupported: local.unsupported.map(({ type, consequence }) => ({ type, consequence })),
        operations: await operationsOf(chosen, {
          url: local.url,
          token: publicKeySecret === undefined ? 'custom-authorized' : issuer.token,
        }),
      };
    } finally {
      await local.stop();
      if (process.env['CORPUS_LOG']) console.log(said.join('\n'));
    }
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

async function operationsOf(
  { operations, groups = [] }: CorpusApp,
  { url, token }: Pick<Local, 'url'> & { readonly token: string },
): Promise<{ title: string; failure: string | null }[]> {
  const running = (await (await fetch(`${url}/_local/app`)).json()) as RunningApp;
  const known = new Map<string, Promise<Credentials>>();
  const answers: unknown[] = [];
  const run = async (operation: Operation): Promise<string | null> => {
    const { api: index = 0 } = operation;
    const api = ('publish' in operation ? running.eventApis : running.apis)[index];
    if (!api) return 'there is no such API';
    const context = { url, api, pools: running.userPools, groups, token };
    return await runOperation(operation, {
      api,
      answers,
      credentialsOf(as) {
        const key = `${as ?? ''} ${api.url}`;
        const credentials = known.get(key) ?? credentialsOf(as, context);
        known.set(key, credentials);
        return credentials;
      },
    });
  };
  const ran: { title: string; failure: string | null }[] = [];
  for (const operation of operations) {
    const failure = await run(operation).catch((error: unknown) => String(error));
    ran.push({ title: titleOf(operation), failure });
  }
  return ran;
}
