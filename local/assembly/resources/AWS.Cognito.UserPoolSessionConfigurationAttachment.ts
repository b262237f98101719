import type { ResourceType } from '../template/types.ts';
import { number, record, requiredText } from '../template/values.ts';

/** Cognito's own, of a pool that says nothing. */
const MAX_PER_USER = 20;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolsessionconfigurationattachment.html */
export const userPoolSessionConfigurationAttachment: ResourceType = {
  ref: (resource) => requiredText(resource.get('UserPoolId')),
  attributes: {},
  read(resource, parts) {
    parts.sessionTrackings.push({
      userPoolId: requiredText(resource.get('UserPoolId')),
      part: {
        isOn: resource.get('UserSessionTracking') === 'ENABLED',
        maxPerUser: number(record(resource.get('TokenSession'))['MaxPerUser'], MAX_PER_USER),
      },
    });
  },
};
