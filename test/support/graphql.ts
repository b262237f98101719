import { post, type HttpAnswer } from 'appsync-on-a-laptop/testing/post-graphql';
import { textOf } from 'user-manager-client';
import type { UserManagerDocument } from 'user-manager-client/operations';

export { post, postRaw, type HttpAnswer } from 'appsync-on-a-laptop/testing/post-graphql';

/** A signed-in caller of the API, typed by the generated documents. */
export interface Caller {
  send<TData, TVariables extends object>(
    document: UserManagerDocument<TData, TVariables>,
    variables: TVariables,
  ): Promise<HttpAnswer<TData>>;
  /** Like send, and fails the test when the answer has errors. */
  data<TData, TVariables extends object>(
    document: UserManagerDocument<TData, TVariables>,
    variables: TVariables,
  ): Promise<TData>;
  readonly token: string;
}

export function callerWith(url: string, token: string): Caller {
  const send = async <TData, TVariables extends object>(
    document: UserManagerDocument<TData, TVariables>,
    variables: TVariables,
  ): Promise<HttpAnswer<TData>> =>
    (await post(url, textOf(document), variables, token)) as HttpAnswer<TData>;
  return {
    token,
    send,
    async data(document, variables) {
      const answer = await send(document, variables);
      if (answer.status !== 200 || answer.body.errors !== undefined) {
        throw new Error(`HTTP ${answer.status}: ${JSON.stringify(answer.body.errors)}`);
      }
      return answer.body.data as NonNullable<typeof answer.body.data>;
    },
  };
}
