import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHandWritten, loadHandler, SCHEMA } from './hand-written.ts';
import { packagesIn } from './packages.ts';
import { readSettings, reportReady } from './report.ts';

interface YogaPackage {
  createSchema(definition: { typeDefs: string; resolvers: unknown }): unknown;
  createYoga(options: {
    schema: unknown;
    graphiql: boolean;
    logging: boolean;
    cors: boolean;
  }): RequestListener;
}

// A server without AppSync, by hand and well: it keeps parsed and validated documents by itself.
const { dynamodbEndpoint, packages: folder } = readSettings();
const packages = packagesIn(folder);
const { createSchema, createYoga } = packages.require('graphql-yoga') as YogaPackage;
const schema = createSchema({
  typeDefs: SCHEMA,
  resolvers: { Query: createHandWritten(dynamodbEndpoint, await loadHandler()) },
});
const yoga = createYoga({ schema, graphiql: false, logging: false, cors: false });
const server = createServer(yoga);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  reportReady({
    url: `http://127.0.0.1:${port}/graphql`,
    versions: {
      'graphql-yoga': packages.version('graphql-yoga'),
      graphql: packages.version('graphql'),
    },
  });
});
