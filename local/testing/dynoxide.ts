import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { freePort } from '../shared/free-port.ts';

/** A DynamoDB engine of one's own, in memory. */
export interface Dynoxide extends AsyncDisposable {
  readonly endpoint: string;
  /** A client for it. */
  readonly client: DynamoDBClient;
}

/** Starts the engine on a free port; dispose it in `afterAll`. */
export async function startDynoxide(): Promise<Dynoxide> {
  const port = await freePort();
  const child = spawn(binary(), ['serve', '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`dynoxide ended: ${said}`)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('listening on')) resolve();
    });
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  return {
    endpoint,
    client,
    async [Symbol.asyncDispose]() {
      client.destroy();
      child.kill();
      await once(child, 'exit');
    },
  };
}

function binary(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
}
