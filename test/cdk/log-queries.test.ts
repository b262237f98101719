import { beforeAll, describe, expect, it } from 'vitest';
import { QUERIES } from '../../cdk/monitoring/log-queries.ts';
import { FAILED } from '../../model/errors.ts';
import { LateError } from '../../functions/lib/failure.ts';
import { logAnswered, logFailed, logRefused, type Ended } from '../../functions/lib/outcome.ts';
import { templateOf, type StageTemplate } from '../support/template.ts';

let prod: StageTemplate;
beforeAll(() => {
  prod = templateOf('prod');
});

const ENDED: Ended = {
  kind: 'field',
  field: 'createUser',
  requestId: 'request-1',
  actor: 'user-1',
  user: 'user-2',
  ms: 1,
};

/** The names in lines of functions. */
function fieldsWritten(): Set<string> {
  const lines: object[] = [];
  const keep = (message: string, details: object = {}) => void lines.push({ message, ...details });
  const log = { info: keep, warn: keep, error: keep };
  logAnswered(log, ENDED);
  logRefused(log, ENDED, 'NotFound');
  logFailed(log, ENDED, 'InternalError', new LateError('late'));
  return new Set(lines.flatMap((line) => Object.keys(line)));
}

/** Of the logger (`level`), of readers of the stream, and of CloudWatch itself. */
const OTHERS = ['level', 'sequenceNumber', 'attempts', '@timestamp', '@log', '@message'];

/** https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html#type-reference */
const REQUEST_SUMMARY = ['logType', 'requestId', 'graphQLAPIId', 'statusCode', 'latency'];

/** Of CloudWatch Logs Insights. */
const WORDS = new Set(
  'and as asc by count desc fields filter ispresent in latest like limit max or parse pct sort stats'.split(
    ' ',
  ),
);

/** The fields that a query reads: neither words of the language, nor texts, nor names that it gives itself. */
function fieldsOf(lines: readonly string[]): string[] {
  const query = lines.join('\n');
  const given = [...query.matchAll(/\bas (\w+)|\?<(\w+)>/gu)].flatMap(
    ([, as, group]) => as ?? group ?? [],
  );
  const bare = query.replaceAll(/"[^"]*"|\/.*\/$/gmu, '').replaceAll(/\b\d+\b/gu, '');
  return [...bare.matchAll(/@?[A-Za-z_]\w*/gu)]
    .map(([name]) => name)
    .filter((name) => !WORDS.has(name) && !given.includes(name));
}

describe.each(Object.entries(QUERIES))('the saved query %s', (name, { of, lines }) => {
  it('reads fields that are written', () => {
    const known = new Set([
      ...OTHERS,
      ...(of.includes('functions') ? fieldsWritten() : []),
      ...(of.includes('api') ? REQUEST_SUMMARY : []),
    ]);
    expect(fieldsOf(lines).length).toBeGreaterThan(0);
    expect(fieldsOf(lines).filter((field) => !known.has(field))).toEqual([]);
  });

  it('is in each stage with a dashboard, and reads its logs', () => {
    for (const stage of ['dev', 'prod']) {
      const template = stage === 'prod' ? prod : templateOf(stage);
      const [, found] = template
        .find('AWS::Logs::QueryDefinition')
        .find(([, { Properties }]) => Properties['Name'] === `user-manager-${stage}/${name}`) ?? [
        '',
        null,
      ];
      expect(found?.Properties['QueryString']).toBe(lines.join('\n| '));
      const groups = found?.Properties['LogGroupNames'] as readonly { readonly Ref?: string }[];
      const functions = template.find('AWS::Lambda::Function').map(([, { Properties }]) => {
        const { LogGroup } = Properties['LoggingConfig'] as { readonly LogGroup: object };
        return LogGroup;
      });
      expect(groups).toEqual(expect.arrayContaining(of.includes('functions') ? functions : []));
      expect(groups.length).toBe(
        (of.includes('api') ? 1 : 0) + (of.includes('functions') ? functions.length : 0),
      );
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-logs-querydefinition.html
      expect(groups.length).toBeLessThanOrEqual(50);
    }
  });
});

it('Failures by field, in resolvers: takes apart what resolvers write', () => {
  const [line = ''] = QUERIES['Failures by field, in resolvers']?.lines ?? [];
  const [, pattern = ''] = /^parse @message \/(.*)\/$/u.exec(line) ?? [];
  // As AppSync prints what resolvers/lib/errors.ts gives console.error.
  const details = {
    field: 'getUser',
    type: 'InternalError',
    requestId: '6ccdb3f3',
    error: 'no answer',
  };
  const logged = `6ccdb3f3 ERROR - code.js:7:3: "${FAILED}" ${JSON.stringify(details)}`;
  expect({ ...new RegExp(pattern, 'u').exec(logged)?.groups }).toEqual({
    field: 'getUser',
    type: 'InternalError',
    request: '6ccdb3f3',
  });
});
