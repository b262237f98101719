import { createContext, runInContext } from 'node:vm';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import {
  CERTIFICATE,
  consoleOf,
  deployed,
  dev,
  only,
  prod,
  type StageTemplate,
} from '../support/console-template.ts';

const distribution = (stage: StageTemplate) =>
  only(stage, 'AWS::CloudFront::Distribution').properties as {
    DistributionConfig: Record<string, unknown>;
  };

describe('the bucket of the console', () => {
  it('is private, encrypted, and read by HTTPS and the distribution alone', () => {
    for (const stage of [dev, prod]) {
      const { id, properties } = only(stage, 'AWS::S3::Bucket', 'Bucket');
      expect(properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
      });
      stage.template.hasResourceProperties('AWS::S3::BucketPolicy', {
        Bucket: { Ref: id },
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
            Match.objectLike({
              Effect: 'Allow',
              Action: ['s3:GetObject', 's3:ListBucket'],
              Principal: { Service: 'cloudfront.amazonaws.com' },
              Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
            }),
          ]),
        },
      });
    }
  });

  it('is like every other one of the console: private, encrypted, by TLS 1.2 and more alone', () => {
    for (const stage of [dev, prod, deployed]) {
      const buckets = stage.find('AWS::S3::Bucket');
      const policies = stage.find('AWS::S3::BucketPolicy').map(([, { Properties }]) => Properties);
      for (const [id, { Properties }] of buckets) {
        expect(Properties).toMatchObject({
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
          BucketEncryption: { ServerSideEncryptionConfiguration: [expect.anything()] },
        });
        const policy = policies.find(({ Bucket }) => (Bucket as { Ref?: string }).Ref === id);
        const refused = (Condition: object): unknown =>
          expect.objectContaining({ Effect: 'Deny', Principal: { AWS: '*' }, Condition });
        expect(policy?.['PolicyDocument']).toMatchObject({
          Statement: expect.arrayContaining([
            refused({ Bool: { 'aws:SecureTransport': 'false' } }),
            refused({ NumericLessThan: { 's3:TlsVersion': 1.2 } }),
          ]),
        });
      }
    }
    expect(prod.find('AWS::S3::Bucket')).toHaveLength(2);
    // Who came to the log itself is not kept: it would be a log of the log.
    expect(only(prod, 'AWS::S3::Bucket', 'Logs').properties).not.toHaveProperty(
      'LoggingConfiguration',
    );
    const logs = { Ref: only(prod, 'AWS::S3::Bucket', 'Logs').id };
    expect(only(prod, 'AWS::S3::Bucket', 'Bucket').properties).toMatchObject({
      LoggingConfiguration: { DestinationBucketName: logs },
    });
  });

  it('goes with the stack in dev and stays in prod', () => {
    expect(only(dev, 'AWS::S3::Bucket', 'Bucket').resource).toMatchObject({
      DeletionPolicy: 'Delete',
    });
    expect(only(prod, 'AWS::S3::Bucket', 'Bucket').resource).toMatchObject({
      DeletionPolicy: 'Retain',
    });
  });
});

describe('the distribution of the console', () => {
  it('speaks HTTPS, HTTP/2 and 3, compressed, and signs what it asks the bucket', () => {
    for (const stage of [dev, prod]) {
      expect(distribution(stage).DistributionConfig).toMatchObject({
        HttpVersion: 'http2and3',
        IPV6Enabled: true,
        DefaultCacheBehavior: {
          Compress: true,
          ViewerProtocolPolicy: 'redirect-to-https',
          FunctionAssociations: [{ EventType: 'viewer-request' }],
        },
        Origins: [{ OriginAccessControlId: expect.anything() }],
      });
      stage.template.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
        OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
      });
      // An absent file is absent: no error page in its place.
      expect(distribution(stage).DistributionConfig).not.toHaveProperty('CustomErrorResponses');
    }
  });

  it('is priced, and keeps who came, as the stage says', () => {
    expect(distribution(dev).DistributionConfig).toMatchObject({ PriceClass: 'PriceClass_100' });
    expect(distribution(dev).DistributionConfig).not.toHaveProperty('Logging');
    expect(distribution(prod).DistributionConfig).toMatchObject({
      PriceClass: 'PriceClass_All',
      Logging: { Prefix: 'distribution/' },
    });
    expect(only(prod, 'AWS::S3::Bucket', 'Logs').properties).toMatchObject({
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 90 }] },
    });
  });

  it('stands behind the web ACL that is told, and else behind none', () => {
    const webAcl = 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/console/1234';
    const guarded = consoleOf(stageOf('prod'), { webAcl });
    expect(distribution(guarded).DistributionConfig).toHaveProperty('WebACLId', webAcl);
    expect(distribution(prod).DistributionConfig).not.toHaveProperty('WebACLId');
  });

  it('with a name of its own takes no TLS before 1.2', () => {
    deployed.template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['people.anycompany.com'],
        ViewerCertificate: {
          AcmCertificateArn: CERTIFICATE,
          MinimumProtocolVersion: 'TLSv1.2_2021',
          SslSupportMethod: 'sni-only',
        },
      }),
    });
    expect(deployed.template.findOutputs('ConsoleUrl')['ConsoleUrl']).toEqual({
      Value: 'https://people.anycompany.com',
    });
  });

  it('answers every path by HTTPS alone, and with headers', () => {
    const { DefaultCacheBehavior, CacheBehaviors } = distribution(dev).DistributionConfig;
    const behaviors = [DefaultCacheBehavior, ...(CacheBehaviors as object[])];
    expect(behaviors).toHaveLength(3);
    for (const behavior of behaviors) {
      expect(behavior).toMatchObject({
        ViewerProtocolPolicy: 'redirect-to-https',
        ResponseHeadersPolicyId: { Ref: expect.stringContaining('Headers') },
      });
    }
  });

  it('has the playground where the schema may be read, and nowhere else', () => {
    const paths = (stage: StageTemplate) =>
      ((distribution(stage).DistributionConfig['CacheBehaviors'] ?? []) as object[]).map(
        (behavior) => (behavior as { PathPattern: string }).PathPattern,
      );
    expect(paths(dev)).toEqual(['/playground', '/playground/*']);
    expect(paths(prod)).toEqual([]);
  });
});

describe('the headers of the console', () => {
  it('are the policy of package.json with the endpoints, and those of HTTPS', () => {
    const { ResponseHeadersPolicyConfig: config } = only(
      prod,
      'AWS::CloudFront::ResponseHeadersPolicy',
    ).properties as {
      ResponseHeadersPolicyConfig: {
        SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: string } };
      };
    };
    expect(config.SecurityHeadersConfig).toMatchObject({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      ContentTypeOptions: { Override: true },
      FrameOptions: { FrameOption: 'DENY' },
      ReferrerPolicy: { ReferrerPolicy: 'no-referrer' },
    });
    expect(config.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'self' https://abc.appsync-api.eu-central-1.amazonaws.com " +
        'wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com ' +
        'https://cognito-idp.eu-central-1.amazonaws.com; ' +
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    );
  });
});

interface Answer {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, { readonly value: string }>>;
}

describe('the function of the distribution', () => {
  const answer = (stage: StageTemplate, uri: string): Answer => {
    const { FunctionCode } = only(stage, 'AWS::CloudFront::Function').properties;
    const realm = createContext({ event: { request: { uri, headers: {} } } });
    return runInContext(`${String(FunctionCode)}\nhandler(event)`, realm) as Answer;
  };

  it.each([
    ['/', '/index.html'],
    ['/people', '/index.html'],
    ['/people/1f0a-22/history', '/index.html'],
    ['/index.html', '/index.html'],
    ['/config.json', '/config.json'],
    ['/assets/main-1a2b.js', '/assets/main-1a2b.js'],
    ['/playground/', '/playground/index.html'],
    ['/playground/main.js', '/playground/main.js'],
    ['/playgrounds', '/index.html'],
  ])('%s: is %s', (uri, file) => expect(answer(dev, uri).uri).toBe(file));

  it('/playground: is led to what the page is beside, where there is one', () => {
    expect(answer(dev, '/playground')).toMatchObject({
      statusCode: 308,
      headers: { location: { value: '/playground/' } },
    });
    expect(answer(prod, '/playground').uri).toBe('/index.html');
  });
});

it('config.json: says what the stage is, as an output too', () => {
  const { Value } = prod.template.findOutputs('ConsoleConfig')['ConsoleConfig'] as {
    Value: string;
  };
  const config = {
    graphqlUrl: 'https://abc.appsync-api.eu-central-1.amazonaws.com/graphql',
    realtimeUrl: 'wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com/graphql',
    region: 'eu-central-1',
    userPoolId: 'eu-central-1_Example',
    userPoolClientId: 'client',
    stage: 'prod',
    programs: [{ id: 'machine', name: 'integrations' }],
  };
  expect(JSON.parse(Value)).toEqual({ ...config, totp: true, codes: true });
  const { Value: ofDev } = dev.template.findOutputs('ConsoleConfig')['ConsoleConfig'] as {
    Value: string;
  };
  expect(JSON.parse(ofDev)).toEqual({
    ...config,
    stage: 'dev',
    passkeys: 'localhost',
    playground: '/playground',
  });
});
