import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { ROOT } from './bundle.ts';
import { stageOf } from './stages.ts';
import { UserManagerStack } from './user-manager-stack.ts';

// The CLI passes the context of cdk.json; read here, the assembly is the same without the CLI.
const settings = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as {
  readonly context: Readonly<Record<string, unknown>>;
};
const app = new App({ context: settings.context });
const stage = stageOf(app.node.tryGetContext('stage') ?? 'dev');
new UserManagerStack(app, `UserManager-${stage.name}`, { stage });
