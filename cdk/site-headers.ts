import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { accountWideName } from './account-wide-name.ts';
import { ROOT } from './bundle.ts';

/** What package.json tells the local engine of a site: the headers of its answers. */
interface Site {
  readonly headers?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly local: { readonly sites: Readonly<Record<string, Site>> };
}

/**
 * The headers that package.json gives a site on one machine, and those that only HTTPS has: CloudFront
 * answers with the same policy that the pages were tried with.
 * @param path of the site in `local.sites` of package.json
 * @param endpoints sources for `{endpoints}` in the content security policy
 */
export function siteHeaders(
  scope: Construct,
  id: string,
  { path, endpoints }: { readonly path: string; readonly endpoints: readonly string[] },
): ResponseHeadersPolicy {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const {
    'content-security-policy': policy,
    'referrer-policy': _referrer,
    ...others
  } = manifest.local.sites[path]?.headers ?? {};
  if (policy === undefined) {
    throw new Error(`package.json: local.sites["${path}"] has no content-security-policy`);
  }
  return new ResponseHeadersPolicy(scope, id, {
    responseHeadersPolicyName: accountWideName(scope, id),
    securityHeadersBehavior: {
      contentSecurityPolicy: {
        contentSecurityPolicy: policy.replaceAll('{endpoints}', endpoints.join(' ')),
        override: true,
      },
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => {
        return { header, value, override: true };
      }),
    },
  });
}
