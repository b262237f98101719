import { callJson, type JsonService } from './json-service.ts';
import type { TaskIntegration } from './task-services.ts';

/** Services of `arn:aws:states:::aws-sdk:<service>:<action>` that speak AWS JSON, by their names there. */
const SERVICES: ReadonlyMap<string, JsonService> = new Map(
  Object.entries<JsonService>({
    cognitoidentityprovider: { service: 'cognito-idp', errors: 'CognitoIdentityProvider' },
    dynamodb: { service: 'dynamodb', errors: 'DynamoDb' },
    eventbridge: { service: 'events', errors: 'EventBridge' },
    secretsmanager: { service: 'secretsmanager', errors: 'SecretsManager' },
    sfn: { service: 'states', errors: 'Sfn' },
    sqs: { service: 'sqs', errors: 'Sqs' },
    ssm: { service: 'ssm', errors: 'Ssm' },
  }),
);

/**
 * An action of a service as its SDK has it; null for a service that is not called so here.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export function awsSdkTask(service: string, action: string): TaskIntegration | null {
  const found = SERVICES.get(service);
  if (!found) return null;
  // Step Functions itself has names that begin with a small letter.
  const [toApi, fromApi] = service === 'sfn' ? [small, capital] : [same, same];
  return async (argument, services, signal) => {
    const input = renamed(argument, toApi);
    const { output } = await callJson(found, capital(action), input, services, signal);
    return renamed(output, fromApi);
  };
}

/** Services that are called so, for docs. */
export const SDK_SERVICES: readonly string[] = [...SERVICES.keys()];

type Rename = (name: string) => string;
const same: Rename = (name) => name;
const small: Rename = (name) => name.charAt(0).toLowerCase() + name.slice(1);
const capital: Rename = (name) => name.charAt(0).toUpperCase() + name.slice(1);

const renamed = (members: object, rename: Rename): object =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [rename(name), value]));
