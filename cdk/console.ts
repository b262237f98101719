import { readFileSync } from 'node:fs';
import { Annotations, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AccessLevel,
  CachePolicy,
  Distribution,
  Function as CloudFrontFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type AddBehaviorOptions,
  type DistributionProps,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type BucketProps,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ConsoleConfig } from '../console/config.ts';
import { accountWideName } from './account-wide-name.ts';
import { putConsoleFiles } from './console-files.ts';
import type { ConsoleDomain, Pages } from './settings.ts';
import { siteHeaders } from './site-headers.ts';
import type { Stage } from './stage.ts';

/** What the console talks to, and how it is served. */
export interface ConsoleProps {
  readonly stage: Stage;
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** App clients that are told of by name. */
  readonly programs: ConsoleConfig['programs'];
  /** The built pages; without them the template has all but the files. */
  readonly pages: Pages | null;
  /** Null: a name of CloudFront's. */
  readonly domain: ConsoleDomain | null;
  /** What passkeys are bound to; null: there are none. */
  readonly relyingParty: string | null;
  /** ARN of the web ACL before it; null: none. */
  readonly webAcl: string | null;
}

type Behaviors = Pick<DistributionProps, 'defaultBehavior' | 'additionalBehaviors'>;

const PLAYGROUND = '/playground' satisfies ConsoleConfig['playground'];

/**
 * The console by HTTPS: a private bucket that CloudFront alone reads. Where the schema may be read, the
 * playground is beside it.
 */
export class Console extends Construct {
  /** Content of `config.json`: all that the pages must know of the deployment. */
  private readonly config: ConsoleConfig;
  private readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: ConsoleProps) {
    super(scope, id);
    const { stage, pages, domain, webAcl } = props;
    this.config = this.configOf(props);
    const logs = this.createLogBucket(stage);
    this.bucket = new Bucket(this, 'Bucket', {
      ...PRIVATE,
      removalPolicy: stage.removalPolicy,
      ...(logs ? { serverAccessLogsBucket: logs, serverAccessLogsPrefix: 'bucket/' } : {}),
    });
    const distribution = new Distribution(this, 'Distribution', {
      comment: `User Manager console (${stage.name})`,
      defaultRootObject: 'index.html',
      ...this.behaviorsOf(props),
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: stage.console.priceClass,
      ...(logs ? { enableLogging: true, logBucket: logs, logFilePrefix: 'distribution/' } : {}),
      ...(domain ? namedBy(this, domain) : {}),
      ...(webAcl === null ? {} : { webAclId: webAcl }),
    });
    if (pages) {
      putConsoleFiles(this, { stage, pages, bucket: this.bucket, config: this.config });
    }
    this.output('ConsoleUrl', `https://${domain?.name ?? distribution.distributionDomainName}`);
    this.output('ConsoleConfig', Stack.of(this).toJsonString(this.config));
  }

  private output(name: string, value: string): void {
    new CfnOutput(this, name, { value }).overrideLogicalId(name);
  }

  private configOf(props: ConsoleProps): ConsoleConfig {
    const { stage, graphqlUrl, realtimeUrl, userPoolId, userPoolClientId, programs } = props;
    const { relyingParty } = props;
    return {
      graphqlUrl,
      realtimeUrl,
      region: Stack.of(this).region,
      userPoolId,
      userPoolClientId,
      stage: stage.name,
      programs,
      ...(hasTotp(stage) ? { totp: true } : {}),
      ...(stage.signIn.emailCodes ? { codes: true } : {}),
      ...(relyingParty === null ? {} : { passkeys: relyingParty }),
      ...(stage.introspection ? { playground: PLAYGROUND } : {}),
    };
  }

  // Addresses of people: for who has to know who came, and no longer.
  private createLogBucket({ console, removalPolicy }: Stage): Bucket | null {
    if (console.accessLogs === null) return null;
    return new Bucket(this, 'Logs', {
      ...PRIVATE,
      // CloudFront delivers with an access control list.
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: console.accessLogs }],
      removalPolicy,
    });
  }

  private behaviorsOf({ stage, graphqlUrl, realtimeUrl }: ConsoleProps): Behaviors {
    const { region } = Stack.of(this);
    const endpoints = [
      `https://${hostOf(graphqlUrl)}`,
      `wss://${hostOf(realtimeUrl)}`,
      `https://cognito-idp.${region}.amazonaws.com`,
    ];
    const sites = stage.introspection ? [PLAYGROUND] : [];
    const originAccessControl = new S3OriginAccessControl(this, 'AccessControl', {
      originAccessControlName: accountWideName(this, 'Console'),
    });
    const origin = S3BucketOrigin.withOriginAccessControl(this.bucket, {
      originAccessControl,
      // With LIST, S3 says 404 of what is not there instead of 403.
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    });
    // That the list itself can be read at "/", which viewer-request.js never asks S3 for.
    Annotations.of(this).acknowledgeWarning(LIST_WARNING);
    const options: AddBehaviorOptions = {
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
      // It goes by the files' own Cache-Control, which console-files.ts gives them.
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      functionAssociations: [
        { eventType: FunctionEventType.VIEWER_REQUEST, function: this.createFunction(sites) },
      ],
    };
    const behavior = (id: string, path: string) => ({
      origin,
      ...options,
      responseHeadersPolicy: siteHeaders(this, id, { path, endpoints }),
    });
    const playground = stage.introspection ? behavior('PlaygroundHeaders', PLAYGROUND) : null;
    return {
      defaultBehavior: behavior('Headers', '/'),
      ...(playground && {
        additionalBehaviors: { [PLAYGROUND]: playground, [`${PLAYGROUND}/*`]: playground },
      }),
    };
  }

  // Not by error pages, which would answer the absent file of an older page with HTML, too.
  private createFunction(sites: readonly string[]): CloudFrontFunction {
    const code = readFileSync(new URL('viewer-request.js', import.meta.url), 'utf8');
    return new CloudFrontFunction(this, 'ViewerRequest', {
      comment: 'Answers the address of a page by index.html',
      code: FunctionCode.fromInline(`const SITES = ${JSON.stringify(sites)};\n${code}`),
      runtime: FunctionRuntime.JS_2_0,
    });
  }
}

const LIST_WARNING = '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk';

const PRIVATE: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
};

/** `https://host/path` -> `host`; the URL is known at deployment only. */
const hostOf = (url: string): string => Fn.select(2, Fn.split('/', url));

/** With CloudFront's own name its own certificate is taken, whose least TLS version cannot be chosen. */
function namedBy(
  scope: Construct,
  { name, certificateArn }: ConsoleDomain,
): Pick<DistributionProps, 'domainNames' | 'certificate' | 'minimumProtocolVersion'> {
  return {
    domainNames: [name],
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificateArn),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
  };
}

const hasTotp = ({ signIn: { mfa, factors } }: Stage): boolean =>
  mfa !== 'OFF' && factors.includes('totp');
