import { Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ApiStack } from './api-stack.ts';
import { bundleAllCode, type Bundles } from './bundles.ts';
import type { Deployment } from './deployment.ts';
import { DirectoryStack } from './directory-stack.ts';
import { relyingPartyOf } from './passkeys.ts';
import type { Stage } from './stage.ts';
import { requireWhole } from './stages.ts';

/** What one deployment is. */
export interface UserManagerProps extends Deployment {
  readonly stage: Stage;
  /** For a process that makes many. @default - bundled now */
  readonly bundles?: Bundles;
}

/** The stacks of one deployment. */
export interface UserManager {
  /** What holds data. */
  readonly directory: DirectoryStack;
  /** All else. */
  readonly api: ApiStack;
}

/**
 * The whole of one deployment: `UserManager-<stage>`, which keeps people, and `UserManager-<stage>-Api`,
 * which serves them (docs/decisions/0018).
 * @throws Refusal when the row of the stage is not whole
 */
export function createUserManager(
  scope: Construct,
  { stage, env, sender, alarmMail, bundles: given, ...ofApi }: UserManagerProps,
): UserManager {
  requireWhole(stage);
  const bundles = given ?? bundleAllCode();
  const name = `UserManager-${stage.name}`;
  const apiStackName = `${name}-Api`;
  const shared = {
    stage,
    env,
    sender,
    alarmMail,
    relyingParty: relyingPartyOf(stage, ofApi.consoleDomain),
  };
  const directory = new DirectoryStack(scope, name, {
    ...shared,
    bundles: bundles.functions,
    apiStackName,
  });
  const api = new ApiStack(scope, apiStackName, {
    ...shared,
    ...ofApi,
    bundles,
    directory,
  });
  for (const stack of [directory, api]) {
    Tags.of(stack).add('application', 'user-manager');
    Tags.of(stack).add('stage', stage.name);
  }
  return { directory, api };
}
