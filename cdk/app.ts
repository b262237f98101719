import { App } from 'aws-cdk-lib';
import { environmentOf, readSettings, senderOf } from './settings.ts';
import { stageOf } from './stages.ts';
import { UserManagerStack } from './user-manager-stack.ts';

const app = new App({ context: readSettings().context });
const context = (name: string): unknown => app.node.tryGetContext(name);
const stage = stageOf(context('stage') ?? 'dev');
new UserManagerStack(app, `UserManager-${stage.name}`, {
  stage,
  sender: senderOf(context, stage),
  env: environmentOf(context, stage),
});
