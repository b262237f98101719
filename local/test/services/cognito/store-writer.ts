import { join } from 'node:path';

import { openStore } from '../../../services/cognito/store/index.ts';

/** Adds users for ever and says each name once it is stored; killed by its test. */
const store = openStore(join(process.argv[2] ?? '.', 'users.sqlite'), () => Buffer.alloc(0));
for (let index = 0; ; index += 1) {
  const username = `user${String(index)}`;
  store.users.insert({
    poolId: 'us-east-1_LocalPool',
    sub: username,
    username,
    usernameKey: username,
    status: 'CONFIRMED',
    enabled: true,
    password: null,
    temporaryUntil: null,
    createdAt: 0,
    attributes: new Map([['email', `${username}@example.com`]]),
  });
  await new Promise((resolve) => process.stdout.write(`${username}\n`, resolve));
}
