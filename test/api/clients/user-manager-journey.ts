import { createUserManagerClient } from '../../../docs/clients/user-manager.ts';
import { CreateUserDocument, MeDocument, OnUserChangeDocument } from 'user-manager-client';
import type { Journey } from './journey.ts';
import { eventOf } from './journey.ts';

export const run: Journey = async (outputs, { email, password }, newEmail) => {
  const { auth, client } = createUserManagerClient(outputs);
  const { status } = await auth.signIn(email, password);
  const asked = (await client.query(MeDocument)).me?.email;

  const changes = client.subscribe(OnUserChangeDocument, { filter: { types: ['CREATED'] } });
  await changes.ready;
  const input = { email: newEmail, firstName: 'Our', lastName: 'Own' };
  const { createUser } = await client.mutate(CreateUserDocument, { input });
  const event = eventOf(newEmail);
  for await (const change of changes) {
    event.see(change);
    if (change.onUserChange?.user.email === newEmail) break;
  }

  const before = await auth.headers();
  const after = await auth.headers({ fresh: true });
  const askedAfterRefresh = (await client.query(MeDocument)).me?.email;
  client.close();
  return {
    signedIn: status === 'signedIn',
    asked,
    createdId: createUser?.id,
    heard: await event.seen,
    renewed: JSON.stringify(before) !== JSON.stringify(after),
    askedAfterRefresh,
  };
};
