import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Console, type ConsoleProps } from '../../cdk/console.ts';
import { readSettings } from '../../cdk/settings.ts';
import type { Stage } from '../../cdk/stage.ts';
import { stageOf } from '../../cdk/stages.ts';
import { builtPages } from './built-pages.ts';
import type { Resource } from './template.ts';

/** Of a name of its own. */
export const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/1234';

/** The construct alone, which has all of the console but its client. */
export function consoleOf(stage: Stage, over: Partial<ConsoleProps> = {}) {
  const app = new App({ context: readSettings().context });
  const stack = new Stack(app, 'Alone', {
    env: { account: '111122223333', region: 'eu-central-1' },
  });
  new Console(stack, 'Console', {
    stage,
    graphqlUrl: 'https://abc.appsync-api.eu-central-1.amazonaws.com/graphql',
    realtimeUrl: 'wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com/graphql',
    userPoolId: 'eu-central-1_Example',
    userPoolClientId: 'client',
    programs: [{ id: 'machine', name: 'integrations' }],
    pages: null,
    domain: null,
    webAcl: null,
    relyingParty: stage.name === 'dev' ? 'localhost' : null,
    ...over,
  });
  const template = Template.fromStack(stack);
  const find = (type: string) =>
    Object.entries(template.findResources(type) as Record<string, Resource>);
  return { template, find };
}

export type StageTemplate = ReturnType<typeof consoleOf>;

/** Both stages without built pages. */
export const [dev, prod] = [stageOf('dev'), stageOf('prod')].map((stage) => consoleOf(stage)) as [
  StageTemplate,
  StageTemplate,
];
/** With the files of built pages, and a name of its own. */
const domain = { name: 'people.anycompany.com', certificateArn: CERTIFICATE };
export const deployed = consoleOf(stageOf('dev'), { pages: builtPages(), domain });

/** The one resource of a type, by the beginning of its name. */
export const only = (stage: StageTemplate, type: string, named = '') => {
  const [found, ...others] = stage.find(type).filter(([id]) => id.startsWith(`Console${named}`));
  if (!found || others.length > 0) throw new Error(`not exactly one ${type}`);
  return { id: found[0], resource: found[1], properties: found[1].Properties };
};
