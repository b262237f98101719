/**
 * Domains of AWS's endpoints in all partitions, dual-stack ones and those of user pools among them.
 * https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
export const AWS_DOMAINS = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'api.aws',
  'on.aws',
  'api.amazonwebservices.com.cn',
  'api.amazonwebservices.eu',
  'on.amazonwebservices.com.cn',
  'on.amazonwebservices.eu',
  'amazoncognito.com',
  'amazoncognito.com.cn',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'cloud.adc-e.uk',
  'csp.hci.ic.gov',
];

/** Where machines of AWS find credentials: a call from here would sign with somebody's real ones. */
const METADATA = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '[fd00:ec2::254]',
  '[fd00:ec2::23]',
]);

/** Other names of a service's host. */
const ALIASES: Readonly<Record<string, string>> = {
  ddb: 'dynamodb',
  queue: 'sqs',
  'legacy-queue': 'sqs',
  'email-smtp': 'ses',
  email: 'ses',
  auth: 'cognito-domain',
  'sync-states': 'states',
};

const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d$/;
const NO_SERVICE = new Set(['dualstack', 'vpce', 'global', 'fips']);

/**
 * The service that a host name of AWS stands for (`sqs` for `sqs-fips.us-gov-west-1.amazonaws.com` and
 * `us-east-1.queue.amazonaws.com`, `s3` for `bucket.s3.dualstack.eu-west-1.amazonaws.com`), or null
 * when the name is not AWS's.
 * @param host with or without a port
 */
export function awsServiceOf(host: string): string | null {
  const name = hostNameOf(host);
  if (METADATA.has(name)) return 'metadata';
  const domain = AWS_DOMAINS.find((one) => name === one || name.endsWith(`.${one}`));
  if (domain === undefined) return null;
  const labels = name.slice(0, -domain.length).split('.');
  const [label = domain] = labels
    .filter((one) => one !== '' && !REGION.test(one) && !NO_SERVICE.has(one))
    .slice(-1);
  const service = label.replace(/^fips-|-fips$/g, '').replace(/^s3-.*$/, 's3');
  return ALIASES[service] ?? service;
}

/** Lower case, without a port and the dot of an absolute name. */
export function hostNameOf(host: string): string {
  const name = URL.parse(`http://${host}`)?.hostname ?? host.toLowerCase();
  return name.replace(/\.$/, '');
}
