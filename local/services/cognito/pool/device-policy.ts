import { recordOf, truthOf } from '../users/properties.ts';

/** What a pool does with the devices that people sign in with. */
export interface DevicePolicy {
  /** Whether a remembered device stands in for a code by text message or of an app. */
  readonly replacesSecondFactor: boolean;
  /** Whether a confirmed device is remembered only once UpdateDeviceStatus says so. */
  readonly asksPeople: boolean;
}

/**
 * Reads DeviceConfiguration; null for a pool that tracks no devices. Any of its properties turns it on.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeviceConfigurationType.html
 */
export function readDevicePolicy(declared: unknown): DevicePolicy | null {
  const configuration = recordOf(declared);
  if (Object.keys(configuration).length === 0) return null;
  return {
    replacesSecondFactor: truthOf(configuration['ChallengeRequiredOnNewDevice'], false),
    asksPeople: truthOf(configuration['DeviceOnlyRememberedOnUserPrompt'], false),
  };
}
