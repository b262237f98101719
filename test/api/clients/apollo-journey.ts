import type { ApolloClient } from '@apollo/client';
import { ApolloLink } from '@apollo/client';
import { CONTROL_EVENTS_KEY } from 'aws-appsync-subscription-link';
import { filter } from 'rxjs';
import { createApolloClient } from '../../../docs/clients/apollo.ts';
import { createUserManagerClient } from '../../../docs/clients/user-manager.ts';
import { CreateUserDocument, MeDocument, OnUserChangeDocument } from 'user-manager-client';
import type { Journey } from './journey.ts';
import { eventOf } from './journey.ts';

/**
 * Resolves when the API has accepted a subscription. The link tells so in a result without data, if
 * asked to; Apollo Client keeps it to itself, so it is taken out on the way.
 */
function watchStarts(apollo: ApolloClient): Promise<void> {
  return new Promise((resolve) => {
    const watch = new ApolloLink((operation, forward) =>
      forward(operation).pipe(
        filter(({ extensions }) => {
          const isStart = extensions?.['controlMsgType'] === 'CONNECTED';
          if (isStart) resolve();
          return !isStart;
        }),
      ),
    );
    apollo.setLink(watch.concat(apollo.link));
  });
}

/** Apollo has no sign-in: the tokens are those of our own client. */
export const run: Journey = async (outputs, { email, password }, newEmail) => {
  const { auth } = createUserManagerClient(outputs);
  const { status } = await auth.signIn(email, password);
  let fresh = false;
  const tokens = new Set<string>();
  const apollo = createApolloClient(outputs, async () => {
    const { authorization = '' } = await auth.headers({ fresh });
    tokens.add(authorization);
    return authorization;
  });
  const me = async () => {
    const { data } = await apollo.query({ query: MeDocument, fetchPolicy: 'network-only' });
    return data?.me?.email;
  };
  const asked = await me();

  const event = eventOf(newEmail);
  const ready = watchStarts(apollo);
  const subscription = apollo
    .subscribe({
      query: OnUserChangeDocument,
      variables: { filter: { types: ['CREATED'] } },
      context: { controlMessages: { [CONTROL_EVENTS_KEY]: true } },
    })
    .subscribe(({ data, error }) => {
      // The link hands errors of the connection to `next`.
      if (error) event.fail(error);
      else event.see(data);
    });
  await Promise.race([ready, event.seen]);
  const { data: created } = await apollo.mutate({
    mutation: CreateUserDocument,
    variables: { input: { email: newEmail, firstName: 'A', lastName: 'Pollo' } },
  });
  const heard = await event.seen;
  subscription.unsubscribe();

  fresh = true;
  const askedAfterRefresh = await me();
  apollo.stop();
  return {
    signedIn: status === 'signedIn',
    asked,
    createdId: created?.createUser?.id,
    heard,
    renewed: tokens.size === 2,
    askedAfterRefresh,
  };
};
