import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Outputs = Readonly<Record<string, string>>;

/** What CloudFormation answers instead of a stack. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
}

/**
 * Plays DescribeStacks of CloudFormation, in the form of the API reference's example answer.
 * @param stacks the outputs of each; or how it refuses everybody
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export async function startCloudFormation(stacks: Readonly<Record<string, Outputs>> | Refusal) {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.concat(await request.toArray()).toString();
      const form = new URLSearchParams(body);
      asked.push(form);
      const { status, text } = answer(stacks, form.get('StackName') ?? '');
      response.writeHead(status, { 'content-type': 'text/xml' }).end(text);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const XMLNS = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

function answer(stacks: Readonly<Record<string, Outputs>> | Refusal, name: string) {
  if (isRefusal(stacks)) return refused(stacks.status, stacks.code, 'No.');
  const outputs = stacks[name];
  if (!outputs) return refused(400, 'ValidationError', `Stack with id ${name} does not exist`);
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  const text = `<DescribeStacksResponse ${XMLNS}><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><CreationTime>2026-11-23T10:00:00.000Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  return { status: 200, text };
}

const isRefusal = (stacks: Readonly<Record<string, Outputs>> | Refusal): stacks is Refusal =>
  typeof stacks['status'] === 'number';

const refused = (status: number, code: string, message: string) => ({
  status,
  text: `<ErrorResponse ${XMLNS}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});
