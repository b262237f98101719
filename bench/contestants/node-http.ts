import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  buildSchema,
  execute,
  parse,
  validate,
  version,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import { createHandWritten, loadHandler, SCHEMA } from './hand-written.ts';
import { readSettings, reportReady } from './report.ts';

// The floor: what Node and graphql-js alone cost, with documents parsed and validated once.
const { dynamodbEndpoint } = readSettings();
const schema = buildSchema(SCHEMA);
const fields = schema.getQueryType()?.getFields() ?? {};
const resolvers = createHandWritten(dynamodbEndpoint, await loadHandler());
for (const [name, resolve] of Object.entries(resolvers)) fields[name]!.resolve = resolve;

const documents = new Map<string, DocumentNode>();

function documentOf(query: string): DocumentNode {
  const known = documents.get(query);
  if (known) return known;
  const document = parse(query);
  const [error] = validate(schema, document);
  if (error) throw error;
  documents.set(query, document);
  return document;
}

async function answer(body: string): Promise<ExecutionResult> {
  const { query, variables } = JSON.parse(body) as {
    query: string;
    variables: Record<string, unknown>;
  };
  return execute({ schema, document: documentOf(query), variableValues: variables });
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => resolve(body));
    request.on('error', reject);
  });
}

const server = createServer((request, response) => {
  readBody(request)
    .then(answer)
    .then((result) => {
      const text = JSON.stringify(result);
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    })
    .catch((error: unknown) => response.writeHead(500).end(String(error)));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  reportReady({ url: `http://127.0.0.1:${port}/graphql`, versions: { graphql: version } });
});
