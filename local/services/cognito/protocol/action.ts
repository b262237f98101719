import type { Services } from '../services.ts';
import { parseInput } from './shape.ts';
import type { Shape } from './shape.ts';

/** One action of the Cognito API. */
export interface Action {
  /** As in `X-Amz-Target: AWSCognitoIdentityProviderService.<name>`. */
  readonly name: string;
  /** `signed` actions need AWS credentials; `public` ones are called by apps without any. */
  readonly access: 'signed' | 'public';
  /** @throws CognitoError */
  run(services: Services, input: unknown): Promise<object> | object;
}

/** Makes an action whose input is checked before `run` sees it. */
export function defineAction<T>(definition: {
  name: string;
  access: Action['access'];
  input: Shape<T>;
  run(services: Services, input: T): Promise<object> | object;
}): Action {
  const { name, access, input: shape } = definition;
  return {
    name,
    access,
    run: (services, input) => definition.run(services, parseInput(shape, input)),
  };
}
