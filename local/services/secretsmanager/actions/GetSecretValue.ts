import { AwsError } from '../../../aws/index.ts';
import { secretOf, type SecretAction } from '../action.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export const GetSecretValue: SecretAction = (input, services, caller) => {
  const { SecretId, VersionId, VersionStage = 'AWSCURRENT' } = input;
  const secret = secretOf(SecretId, 'secretsmanager:GetSecretValue', services, caller);
  if (
    VersionStage !== 'AWSCURRENT' ||
    (VersionId !== undefined && VersionId !== secret.versionId)
  ) {
    const asked =
      VersionId === undefined
        ? `staging label: ${JSON.stringify(VersionStage)}`
        : `VersionId: ${JSON.stringify(VersionId)}`;
    throw new AwsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${asked}`,
    );
  }
  return {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: secret.versionId,
    SecretString: secret.secretString,
    VersionStages: ['AWSCURRENT'],
    CreatedDate: services.since / 1_000,
  };
};
