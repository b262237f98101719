import type { Page } from 'playwright-core';
import { CreateUserDocument } from 'user-manager-client';
import { launchChromium } from 'appsync-on-a-laptop/testing/chromium';
import { startDatabase } from '../database.ts';
import { startDirectory } from '../listing/directory.ts';
import type { BenchContext, BenchPart } from '../part.ts';
import type { EngineProcess } from '../processes/engine-process.ts';
import { createMachineClient, setPassword } from '../project-clients.ts';
import { observeInteractions, takeInteractions } from './event-timing.ts';
import { consoleUseGoals, consoleUseSection } from './section.ts';
import type { ConsoleUseResults, Use } from './types.ts';
import { USES } from './uses.ts';

const USERS = 100_000;
const QUICK_USERS = 2_000;
const ADMIN = {
  email: 'admin@example.com',
  firstName: 'Ada',
  lastName: 'Admin',
  role: 'ADMIN',
} as const;

/** How soon the console shows what a press does, in a large directory. */
export const consoleUse: BenchPart<ConsoleUseResults> = {
  name: 'console',
  title: 'The console in a large directory',
  measure,
  section: consoleUseSection,
  goals: consoleUseGoals,
};

async function measure({ options, tell }: BenchContext): Promise<ConsoleUseResults> {
  await using resources = new AsyncDisposableStack();
  const database = resources.adopt(await startDatabase(), (one) => one.stop());
  const users = options.quick ? QUICK_USERS : USERS;
  tell(`${users} users into the table`);
  const { endpoint } = database;
  const wanted = { database: endpoint, engine: endpoint, users, first: createAdmin };
  const { engine } = await startDirectory(wanted);
  resources.defer(() => engine.stop());
  const browser = resources.adopt(await launchChromium(), (one) => one.close());
  const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1_280, height: 800 } });
  await observeInteractions(page);
  await signIn(page, engine);
  const rounds = USES.map((): (readonly number[])[] => []);
  for (let round = 1; round <= options.rounds; round += 1) {
    tell(`round ${round} of ${options.rounds}`);
    for (const [index, use] of USES.entries()) {
      await use.run(page);
      rounds[index]?.push(await takeInteractions(page));
    }
  }
  return {
    users,
    uses: USES.map(({ title }, index): Use => ({ title, rounds: rounds[index] ?? [] })),
  };
}

async function createAdmin({ outputs }: EngineProcess): Promise<void> {
  const machine = createMachineClient(outputs);
  await machine.mutate(CreateUserDocument, { input: ADMIN });
  machine.close();
}

async function signIn(page: Page, { outputs }: EngineProcess): Promise<void> {
  const password = await setPassword(outputs, ADMIN.email);
  await page.goto(new URL('/people', outputs.sites['console']).href);
  await page.getByLabel('E-mail address').fill(ADMIN.email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('row').nth(3).waitFor();
  await takeInteractions(page);
}
