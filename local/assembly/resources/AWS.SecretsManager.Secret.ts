import { arn, origin, physicalName, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { record, requiredText, text } from '../template/values.ts';
import { generateSecretString } from './read/generate-secret-string.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const secret: ResourceType = {
  ref: secretArn,
  attributes: { Id: secretArn, SecretString: secretString },
  read(resource, parts) {
    parts.secrets.push({
      ...origin(resource),
      name: secretName(resource),
      arn: secretArn(resource),
      versionId: versionIdOf(resource),
      secretString: secretString(resource),
    });
  },
};

/**
 * Stands for its secret, which then tells how its database is reached.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secrettargetattachment.html
 */
export const secretTargetAttachment: ResourceType = {
  ref: (resource) => requiredText(resource.get('SecretId')),
  attributes: { Id: (resource) => requiredText(resource.get('SecretId')) },
  read(resource, parts) {
    const target = resource
      .ofType('AWS::RDS::DBCluster')
      .find((cluster) => cluster.ref() === resource.get('TargetId'));
    if (!target) return;
    const databaseName = text(target.get('DatabaseName'));
    parts.secretAttachments.push({
      secretArn: requiredText(resource.get('SecretId')),
      connection: {
        dbClusterIdentifier: target.ref(),
        engine: /mysql/.test(requiredText(target.get('Engine'))) ? 'mysql' : 'postgres',
        host: requiredText(target.attribute('Endpoint.Address')),
        port: Number(target.attribute('Endpoint.Port')),
        ...(databaseName !== undefined && { dbname: databaseName }),
      },
    });
  },
};

function secretName(resource: Resource): string {
  return text(resource.get('Name')) ?? physicalName(resource);
}

/** AWS ends it with six characters of its own. */
function secretArn(resource: Resource): string {
  const end = stableId(resource, 'secret', 6);
  return arn(resource, 'secretsmanager', `secret:${secretName(resource)}-${end}`);
}

/** In the form of a UUID. */
function versionIdOf(resource: Resource): string {
  const digits = Buffer.from(stableId(resource, 'version', 16)).toString('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What it holds: given, or made of the data folder's own seed, so that it stays the same. */
function secretString(resource: Resource): string {
  const given = text(resource.get('SecretString'));
  if (given !== undefined) return given;
  const generate = resource.get('GenerateSecretString');
  return generate === undefined ? '' : generateSecretString(resource, record(generate));
}
