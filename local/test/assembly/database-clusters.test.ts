import { SecretValue, Stack } from 'aws-cdk-lib';
import { CfnDBCluster, CfnDBInstance, type CfnDBClusterProps } from 'aws-cdk-lib/aws-rds';
import { CfnSecretTargetAttachment, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const POSTGRES = { engine: 'aurora-postgresql', enableHttpEndpoint: true };

const appWith = (
  props: CfnDBClusterProps,
  more: (stack: Stack, cluster: CfnDBCluster) => void = () => {},
) =>
  appOf((root) => {
    const stack = new Stack(root, 'Shop');
    more(stack, new CfnDBCluster(stack, 'Cluster', props));
  });

describe('AWS::RDS::DBCluster', () => {
  test('a cluster: has its identifier, or one in small letters, its ARN and its user', () => {
    const { databaseClusters, unsupported } = appWith({
      ...POSTGRES,
      databaseName: 'shop',
      masterUsername: 'keeper',
      masterUserPassword: 'secret',
    });
    expect(databaseClusters).toMatchObject([
      {
        clusterIdentifier: 'shop-cluster',
        arn: 'arn:aws:rds:us-east-1:000000000000:cluster:shop-cluster',
        databaseName: 'shop',
        masterUsername: 'keeper',
        masterUserPassword: 'secret',
        isHttpEndpointEnabled: true,
        hasInstance: false,
      },
    ]);
    expect(unsupported).toEqual([]);
  });

  test('ManageMasterUserPassword: makes a secret that has its password', () => {
    const { databaseClusters, secrets } = appWith({
      ...POSTGRES,
      masterUsername: 'keeper',
      manageMasterUserPassword: true,
    });
    expect(JSON.parse(secrets[0]?.secretString ?? '')).toEqual({
      username: 'keeper',
      password: databaseClusters[0]?.masterUserPassword,
    });
    expect(databaseClusters[0]?.masterUserPassword).toMatch(/^\w{32}$/);
  });

  test('an instance: runs the cluster that it names; serverless v1 needs none', () => {
    const withInstance = appWith(POSTGRES, (stack, { ref }) => {
      new CfnDBInstance(stack, 'Writer', { dbClusterIdentifier: ref });
    });
    const serverless = appWith({ ...POSTGRES, engineMode: 'serverless' });
    for (const app of [withInstance, serverless]) {
      expect(app.databaseClusters[0]?.hasInstance).toBe(true);
      expect(app.unsupported).toEqual([]);
    }
  });

  test('an attachment: the secret tells how the cluster is reached', () => {
    const { secrets } = appWith({ ...POSTGRES, databaseName: 'shop' }, (stack, { ref }) => {
      const secret = new Secret(stack, 'Secret', {
        secretObjectValue: { username: SecretValue.unsafePlainText('keeper') },
      });
      new CfnSecretTargetAttachment(stack, 'Attachment', {
        secretId: secret.secretArn,
        targetId: ref,
        targetType: 'AWS::RDS::DBCluster',
      });
    });
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_secret_json_structure.html
    expect(JSON.parse(secrets[0]?.secretString ?? '')).toEqual({
      username: 'keeper',
      engine: 'postgres',
      host: expect.stringContaining('shop-cluster.') as string,
      port: 5432,
      dbname: 'shop',
      dbClusterIdentifier: 'shop-cluster',
    });
  });

  test.each([
    [{ engine: 'aurora-mysql', enableHttpEndpoint: true }, 'Only aurora-postgresql runs here'],
    [{ engine: 'aurora-postgresql' }, 'Its Data API is off'],
  ])('%o: is named at start', (props, consequence) => {
    expect(appWith(props).unsupported).toEqual([
      expect.objectContaining({
        logicalId: 'Cluster',
        consequence: expect.stringContaining(consequence) as string,
      }),
    ]);
  });

  test('an instance of its own: is named at start', () => {
    const { unsupported } = appOf((root) => {
      new CfnDBInstance(new Stack(root, 'Shop'), 'Alone', { engine: 'postgres' });
    });
    expect(unsupported).toMatchObject([{ type: 'AWS::RDS::DBInstance' }]);
  });
});
