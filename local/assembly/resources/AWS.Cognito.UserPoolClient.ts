import { origin, physicalName, secretId, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { flag, number, record, requiredText, text, texts } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolclient.html */
export const userPoolClient: ResourceType = {
  ref: clientId,
  attributes: { ClientId: clientId, ClientSecret: clientSecret, Name: clientName },
  read(resource, parts) {
    const properties = resource.all();
    const units = record(properties['TokenValidityUnits']);
    const seconds = (
      value: unknown,
      unit: unknown,
      defaultUnit: string,
      otherwise: number,
    ): number => number(value, otherwise) * (SECONDS[text(unit) ?? defaultUnit] ?? 1);
    parts.clients.push({
      userPoolId: requiredText(properties['UserPoolId']),
      part: {
        ...origin(resource),
        clientId: clientId(resource),
        clientName: clientName(resource),
        clientSecret: clientSecret(resource) ?? null,
        explicitAuthFlows: properties['ExplicitAuthFlows']
          ? texts(properties['ExplicitAuthFlows'])
          : DEFAULT_FLOWS,
        allowedOAuthFlows: texts(properties['AllowedOAuthFlows']),
        allowedOAuthScopes: texts(properties['AllowedOAuthScopes']),
        callbackUrls: texts(properties['CallbackURLs']),
        logoutUrls: texts(properties['LogoutURLs']),
        accessTokenValidity: seconds(
          properties['AccessTokenValidity'],
          units['AccessToken'],
          'hours',
          1,
        ),
        idTokenValidity: seconds(properties['IdTokenValidity'], units['IdToken'], 'hours', 1),
        refreshTokenValidity: seconds(
          properties['RefreshTokenValidity'],
          units['RefreshToken'],
          'days',
          30,
        ),
        preventUserExistenceErrors: text(properties['PreventUserExistenceErrors']) === 'ENABLED',
        enableTokenRevocation: flag(properties['EnableTokenRevocation'], true),
        properties,
      },
    });
  },
};

const SECONDS: Readonly<Record<string, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3_600,
  days: 86_400,
};

/** What a client may use when it names no flows. */
const DEFAULT_FLOWS = ['ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH'];

function clientId(resource: Resource): string {
  return stableId(resource, 'ClientId', 26);
}

function clientName(resource: Resource): string {
  return text(resource.get('ClientName')) ?? physicalName(resource, 128);
}

function clientSecret(resource: Resource): string | undefined {
  const isConfidential = flag(resource.get('GenerateSecret'), false);
  return isConfidential ? secretId(resource, 'ClientSecret', 51) : undefined;
}
