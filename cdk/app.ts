import { App } from 'aws-cdk-lib';
import { readSettings, senderOf } from './settings.ts';
import { stageOf } from './stages.ts';
import { UserManagerStack } from './user-manager-stack.ts';

const app = new App({ context: readSettings().context });
const stage = stageOf(app.node.tryGetContext('stage') ?? 'dev');
new UserManagerStack(app, `UserManager-${stage.name}`, {
  stage,
  mailFrom: senderOf(app.node.tryGetContext('mailFrom')),
});
