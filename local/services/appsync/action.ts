import type { AwsCall } from '../../aws/index.ts';

/** What an API is to those who ask for it. */
export interface DescribedApi {
  readonly apiId: string;
  readonly arn: string;
  readonly name: string;
  readonly url: string;
  readonly realtimeUrl: string;
  readonly authenticationType: string;
  /** SDL. */
  readonly schema: string;
}

/** What the actions work with; the services know nothing of AppSync's own parts. */
export interface AppsyncServices {
  readonly apis: readonly DescribedApi[];
  /** EvaluateCode: the answer to a well-formed request. */
  evaluateCode(request: {
    readonly code: string;
    readonly context: string;
    readonly handler: 'request' | 'response';
  }): object;
  /** EvaluateMappingTemplate. */
  evaluateMappingTemplate(request: { readonly template: string; readonly context: string }): object;
  /** The schema as text of one of GetIntrospectionSchema's formats. */
  introspect(schema: string, format: 'SDL' | 'JSON'): string;
}

/** A request, read. */
export interface AppsyncRequest {
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An action of the AppSync API: which requests are its, and what it answers. */
export interface AppsyncAction {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** Its groups are `path` of the request. */
  readonly path: RegExp;
  /** JSON, or text that is sent as it stands. */
  answer(request: AppsyncRequest, services: AppsyncServices): object | string;
}

/** The action that a call is of. */
export const isCallOf =
  ({ request, url }: Pick<AwsCall, 'request' | 'url'>) =>
  ({ method, path }: AppsyncAction): boolean =>
    request.method === method && path.test(url.pathname);
