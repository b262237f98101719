import { App } from 'aws-cdk-lib';
import { requireKnownNames } from './context-names.ts';
import { deploymentOf } from './deployment.ts';
import { Refusal } from './refusal.ts';
import { readSettings } from './settings.ts';
import { previewOf, stageOf } from './stages.ts';

const app = new App({ context: readSettings().context });
const context = (name: string): unknown => app.node.tryGetContext(name);

try {
  requireKnownNames(app.node.getAllContext() as Readonly<Record<string, unknown>>);
  const stage = previewOf(stageOf(context('stage') ?? 'dev'), context('preview'));
  const deployment = deploymentOf(context, stage);
  // What is refused is said before the constructs are loaded.
  const { createUserManager } = await import('./user-manager.ts');
  createUserManager(app, { stage, ...deployment });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  // Without an end here the app would write an assembly without the stacks.
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
