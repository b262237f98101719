import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { AWS_LIMITS } from '../../functions/lib/aws-limits.ts';
import { openTarget } from '../../commands/users/target.ts';
import { temporaryFile } from '../support/users-command.ts';

interface Sender {
  readonly config: object;
}

/** Of a client that has asked. */
const limitsOf = ({ config }: Sender) =>
  (
    config as { readonly requestHandler: { httpHandlerConfigs(): Record<string, number> } }
  ).requestHandler.httpHandlerConfigs();

test('users: a command waits for a busy machine longer than functions, whose callers wait for them', async () => {
  const server = createServer((_request, response) => void response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const outputs = {
    cognitoEndpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    userPoolId: 'us-east-1_Pool',
    region: 'us-east-1',
    stacks: { App: { UsersTableName: 'Users' } },
  };
  const file = temporaryFile('outputs.json', JSON.stringify(outputs));
  const { documents, cognito, table, userPoolId } = await openTarget({ outputs: file }, {});
  try {
    await documents.send(new GetCommand({ TableName: table, Key: { pk: 'a', sk: 'b' } }));
    await cognito.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: 'ann' }));
    for (const [client, { requestHandler }] of [
      [documents, AWS_LIMITS.dynamodb],
      [cognito, AWS_LIMITS.cognito],
    ] as const) {
      const { connectionTimeout, requestTimeout, throwOnRequestTimeout } = limitsOf(client);
      expect(connectionTimeout).toBeGreaterThan(3 * requestHandler.connectionTimeout);
      expect(requestTimeout).toBeGreaterThan(3 * requestHandler.requestTimeout);
      expect(throwOnRequestTimeout).toBe(true);
    }
  } finally {
    cognito.destroy();
    documents.destroy();
    server.closeAllConnections();
    server.close();
  }
});
