import { secretOf, type SecretAction } from '../action.ts';

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
export const DescribeSecret: SecretAction = ({ SecretId }, services, caller) => {
  const secret = secretOf(SecretId, 'secretsmanager:DescribeSecret', services, caller);
  return {
    ARN: secret.arn,
    Name: secret.name,
    CreatedDate: services.since / 1_000,
    VersionIdsToStages: { [secret.versionId]: ['AWSCURRENT'] },
  };
};
