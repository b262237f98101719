import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

interface Call {
  readonly service: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** When it was signed. @default now */
  readonly at?: Date;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The headers of a call with a signature that holds; by default of the developer's key. */
export async function signedHeaders(
  url: string,
  { service, method = 'POST', headers = {}, body = '', at = new Date(), credentials }: Call,
): Promise<Record<string, string>> {
  const { protocol, hostname, host, pathname, searchParams } = new URL(url);
  const signer = new SignatureV4({
    service,
    region: 'us-east-1',
    credentials: credentials ?? { accessKeyId: 'local', secretAccessKey: 'local' },
    sha256: Sha256,
  });
  const request = {
    method,
    protocol,
    hostname,
    path: pathname,
    body,
    query: Object.fromEntries(searchParams),
    headers: { host, ...headers },
  };
  const signed = await signer.sign(request, { signingDate: at });
  return signed.headers;
}
