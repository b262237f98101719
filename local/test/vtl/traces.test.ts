import { expect, test } from 'vitest';
import { createRuntime } from '../../appsync-js/index.ts';
import type { HandlerContext, HandlerRun } from '../../appsync-js/index.ts';
import { systemClock } from '../../shared/clock.ts';
import { silentLog } from '../../shared/log.ts';
import { readStep } from '../../tracing/index.ts';

const CONTEXT: HandlerContext = {
  arguments: { id: '1' },
  identity: null,
  source: null,
  stash: {},
  prev: null,
  result: undefined,
  error: null,
  request: { headers: {}, domainName: null },
  info: {
    fieldName: 'get',
    parentTypeName: 'Query',
    variables: {},
    selectionSetList: [],
    selectionSetGraphQL: '',
  },
  env: {},
  outErrors: [],
  authType: 'API_KEY',
};

const stepOf = ({ raw }: HandlerRun) => {
  if (!raw) throw new Error('The runtime is not traced.');
  return readStep(raw);
};

test('a run of a mapping template that is traced: what it read, what it made, and the line of what failed', () => {
  const runtime = createRuntime({ clock: systemClock, log: silentLog, isTraced: true });
  const request = { source: '{\n"id": $util.toJson($ctx.args.id)\n}', file: 'get.req.vtl' };
  const response = { source: '#set($x = 1)\n\n$util.error("no", "Refused")', file: 'get.res.vtl' };
  const module = runtime.loadTemplates({ request, response }, 'Query.get');
  expect(stepOf(module.run('request', CONTEXT))).toMatchObject({
    context: { arguments: { id: '1' } },
    value: { id: '1' },
    error: null,
  });
  expect(stepOf(module.run('response', CONTEXT)).error).toEqual({
    type: 'Refused',
    message: 'no',
    source: 'get.res.vtl:3:1',
  });
});
