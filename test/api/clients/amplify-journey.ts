import { fetchAuthSession, signIn, signOut } from 'aws-amplify/auth';
import { Hub } from 'aws-amplify/utils';
import { createAmplifyClient } from '../../../docs/clients/amplify.ts';
import { CreateUserDocument, MeDocument, OnUserChangeDocument } from 'user-manager-client';
import type { CreateUserMutation, MeQuery, OnUserChangeSubscription } from 'user-manager-client';
import type { Journey } from './journey.ts';
import { eventOf } from './journey.ts';

/** Amplify runs the document; its types are those of the graphql 15 that it brings along. */
const asQuery = (document: object) => document as unknown as string;

interface Answer<Data> {
  readonly data: Data;
}

interface Observable<Event> {
  subscribe(observer: { next(event: Event): void; error(error: unknown): void }): {
    unsubscribe(): void;
  };
}

/** Signs in with SRP, asks, subscribes, mutates, renews its tokens and asks again. */
export const run: Journey = async (outputs, { email, password }, newEmail) => {
  const client = createAmplifyClient(outputs);
  const { isSignedIn } = await signIn({ username: email, password });
  const me = async () => {
    const answer = await client.graphql({ query: asQuery(MeDocument) });
    return (answer as Answer<MeQuery>).data.me?.email;
  };
  const asked = await me();

  const ready = new Promise<void>((resolve) => {
    // The one sign that Amplify gives of an accepted subscription.
    Hub.listen('api', ({ payload }) => {
      if (payload.event === 'Subscription ack') resolve();
    });
  });
  const changes = client.graphql({
    query: asQuery(OnUserChangeDocument),
    variables: { filter: { types: ['CREATED'] } },
  }) as unknown as Observable<Answer<OnUserChangeSubscription>>;
  const event = eventOf(newEmail);
  const subscription = changes.subscribe({
    next: ({ data }) => event.see(data),
    error: (error) => event.fail(error),
  });
  await Promise.race([ready, event.seen]);
  const created = (await client.graphql({
    query: asQuery(CreateUserDocument),
    variables: { input: { email: newEmail, firstName: 'Am', lastName: 'Plify' } },
  })) as Answer<CreateUserMutation>;
  const heard = await event.seen;
  subscription.unsubscribe();

  const before = (await fetchAuthSession()).tokens?.accessToken.toString();
  const after = (await fetchAuthSession({ forceRefresh: true })).tokens?.accessToken.toString();
  const askedAfterRefresh = await me();
  await signOut();
  return {
    signedIn: isSignedIn,
    asked,
    createdId: created.data.createUser?.id,
    heard,
    renewed: after !== undefined && before !== after,
    askedAfterRefresh,
  };
};
