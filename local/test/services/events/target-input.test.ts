import { describe, expect, test } from 'vitest';
import type { TargetInput } from '../../../assembly/model.ts';
import type { BusEvent } from '../../../services/events/bus-event.ts';
import { inputFor } from '../../../services/events/target-input.ts';

// The event and the templates of
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
const event: BusEvent = {
  version: '0',
  id: '7bf73129-1428-4cd3-a780-95db273d1602',
  'detail-type': 'EC2 Instance State-change Notification',
  source: 'aws.ec2',
  account: '123456789012',
  time: '2015-11-11T21:29:54Z',
  region: 'us-east-1',
  resources: ['arn:aws:ec2:us-east-1:123456789012:instance/i-abcd1111'],
  detail: {
    'instance-id': 'i-0123456789',
    state: 'RUNNING',
    volumes: [{ id: 'v1' }, { id: 'v2' }],
  },
};
const rule = { ruleName: 'states', arn: 'arn:aws:events:us-east-1:123456789012:rule/states' };
const NOW = Date.UTC(2026, 10, 29, 12, 30, 15, 500);

const get = (input: TargetInput): string => inputFor({ input }, event, rule, NOW);
const made = (template: string): string =>
  get({
    from: 'template',
    paths: {
      instance: '$.detail.instance-id',
      status: '$.detail.state',
      detail: '$.detail',
      first: '$.resources[0]',
      ids: '$.detail.volumes[*].id',
      absent: '$.detail.absent.more',
    },
    template,
  });

describe('inputFor', () => {
  test('the event, a constant, a path: as they are', () => {
    expect(get({ from: 'event' })).toBe(JSON.stringify(event));
    expect(get({ from: 'constant', text: '{"a":1}' })).toBe('{"a":1}');
    expect(get({ from: 'path', path: '$.detail.state' })).toBe('"RUNNING"');
    expect(get({ from: 'path', path: '$.detail.absent' })).toBe('null');
  });

  test.each([
    ['"instance <instance> is in <status>"', '"instance i-0123456789 is in RUNNING"'],
    [
      '{"instance": <instance>, "state": [9, <status>, true], "Transformed": "Yes"}',
      '{"instance": "i-0123456789", "state": [9, "RUNNING", true], "Transformed": "Yes"}',
    ],
    [
      '{"status": "<status>", "text": "instance \\"<instance>\\" is in <status>"}',
      '{"status": "RUNNING", "text": "instance \\"i-0123456789\\" is in RUNNING"}',
    ],
    ['{"first": <first>, "ids": <ids>}', `{"first": "${event.resources[0]}", "ids": ["v1","v2"]}`],
    ['{"absent": <absent>, "in": "x<absent>"}', '{"absent": "", "in": "x"}'],
    ['{"kept": "<unknown>"}', '{"kept": "<unknown>"}'],
    [
      '{"rule": <aws.events.rule-name>, "arn": "<aws.events.rule-arn>", "at": <aws.events.event.ingestion-time>}',
      `{"rule": "states", "arn": "${rule.arn}", "at": "2026-11-29T12:30:15Z"}`,
    ],
    ['{"all": <aws.events.event.json>}', `{"all": ${JSON.stringify(event)}}`],
  ])('%s: has the values in place of their names', (template, expected) => {
    expect(made(template)).toBe(expected);
  });

  test('aws.events.event: is the event without its detail', () => {
    const { detail: _detail, ...envelope } = event;
    expect(JSON.parse(made('{"event": <aws.events.event>}'))).toEqual({ event: envelope });
  });

  test('an object inside of quotes: is the text of its JSON', () => {
    expect(JSON.parse(made('{"text": "<detail>"}'))).toEqual({
      text: JSON.stringify(event.detail),
    });
  });
});
