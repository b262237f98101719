import { CfnResource, Duration, Fn, Stack, TimeZone } from 'aws-cdk-lib';
import { EventBus, EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import {
  EventBus as BusTarget,
  LambdaFunction,
  SnsTopic,
  SqsQueue,
} from 'aws-cdk-lib/aws-events-targets';
import { Code, Function as LambdaFn, Runtime } from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const ORDERS = { source: ['shop'], detailType: ['ordered'] };

const functionIn = (stack: Stack): LambdaFn =>
  new LambdaFn(stack, 'Listener', {
    code: Code.fromInline('exports.handler = () => {};'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
  });

describe('AWS::Events::Rule', () => {
  test('a rule of a bus: has its pattern, and targets with input and dead-letter queue', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Shop');
      const eventBus = new EventBus(stack, 'Bus', { eventBusName: 'orders' });
      const queue = new Queue(stack, 'Told');
      const deadLetterQueue = new Queue(stack, 'Lost');
      const number = EventField.fromPath('$.detail.number');
      new Rule(stack, 'Ordered', {
        eventBus,
        eventPattern: ORDERS,
        targets: [
          new LambdaFunction(functionIn(stack), { deadLetterQueue }),
          new SqsQueue(queue, { message: RuleTargetInput.fromObject({ number }) }),
          new SqsQueue(queue, { message: RuleTargetInput.fromEventPath('$.detail') }),
          new BusTarget(EventBus.fromEventBusName(stack, 'Default', 'default')),
          new SnsTopic(new Topic(stack, 'Notices', { topicName: 'notices' }), {
            message: RuleTargetInput.fromText('ordered'),
          }),
        ],
      });
      new Rule(stack, 'Off', { eventPattern: ORDERS, enabled: false });
    });
    const [told, lost] = app.queues;
    expect(app.eventBuses).toMatchObject([
      {
        eventBusName: 'orders',
        arn: 'arn:aws:events:us-east-1:000000000000:event-bus/orders',
      },
    ]);
    expect(app.eventRules).toEqual([
      expect.objectContaining({
        arn: expect.stringMatching(/:rule\/orders\/Shop-Ordered/) as string,
        eventBusName: 'orders',
        pattern: '{"source":["shop"],"detail-type":["ordered"]}',
        scheduleExpression: null,
        targets: [
          {
            arn: app.functions[0]?.arn,
            roleArn: null,
            input: { from: 'event' },
            deadLetterArn: lost?.arn,
          },
          {
            arn: told?.arn,
            roleArn: null,
            input: {
              from: 'template',
              paths: { 'detail-number': '$.detail.number' },
              template: '{"number":<detail-number>}',
            },
            deadLetterArn: null,
          },
          {
            arn: told?.arn,
            roleArn: null,
            input: { from: 'path', path: '$.detail' },
            deadLetterArn: null,
          },
          {
            arn: 'arn:aws:events:us-east-1:000000000000:event-bus/default',
            roleArn: expect.stringContaining(':role/') as string,
            input: { from: 'event' },
            deadLetterArn: null,
          },
          {
            arn: 'arn:aws:sns:us-east-1:000000000000:notices',
            roleArn: null,
            input: { from: 'constant', text: '"ordered"' },
            deadLetterArn: null,
          },
        ],
      }),
    ]);
    expect(app.unsupported).toEqual([]);
  });

  test('what nobody here can take or read: is named, and the rest is played', () => {
    const rule = (stack: Stack, id: string, properties: object) =>
      new CfnResource(stack, id, {
        type: 'AWS::Events::Rule',
        properties: {
          Targets: [{ Id: '0', Arn: new Queue(stack, `${id}Q`).queueArn }],
          ...properties,
        },
      });
    const app = appOf((root) => {
      const stack = new Stack(root, 'Shop');
      const { queueArn } = new Queue(stack, 'Told');
      const stream = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
      const absent = 'arn:aws:lambda:us-east-1:000000000000:function:absent';
      const targets = [stream, absent, Fn.importValue('Elsewhere'), queueArn];
      rule(stack, 'Some', {
        EventPattern: ORDERS,
        Targets: targets.map((Arn, at) => ({ Id: String(at), Arn })),
      });
      rule(stack, 'Odd', { EventPattern: { source: [{ contains: 'shop' }] } });
      rule(stack, 'Never', { ScheduleExpression: 'cron(0 9 * * MON *)' });
      rule(stack, 'Plural', { ScheduleExpression: 'rate(1 hours)' });
      rule(stack, 'Once', { ScheduleExpression: 'at(2030-01-01T00:00:00)' });
    });
    expect(app.eventRules.map(({ logicalId }) => logicalId)).toEqual(['Some']);
    expect(
      app.unsupported.map(({ logicalId, consequence }) => `${logicalId}: ${consequence}`),
    ).toEqual([
      expect.stringMatching(/^Some: .*stream\/s is not played here/),
      expect.stringMatching(/^Some: A target has no value on this machine/),
      expect.stringMatching(/^Odd: Its pattern unknown rule \{"contains":"shop"\}/),
      expect.stringMatching(/^Never: .* has to have \? as either its day/),
      expect.stringMatching(/^Plural: .* in the singular for 1/),
      expect.stringMatching(/^Once: .* is no schedule expression \(rate\(…\), cron\(…\)\)/),
      expect.stringMatching(/^Some: .*function:absent does not run here/),
    ]);
  });
});

describe('AWS::Scheduler::Schedule', () => {
  test('a schedule: has its time, its zone and what its target gets', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'Shop');
      new scheduler.Schedule(stack, 'Report', {
        schedule: scheduler.ScheduleExpression.cron({
          weekDay: 'MON',
          hour: '9',
          minute: '0',
          timeZone: TimeZone.EUROPE_BERLIN,
        }),
        target: new LambdaInvoke(functionIn(stack), {
          input: scheduler.ScheduleTargetInput.fromObject({ kind: 'weekly' }),
        }),
        timeWindow: scheduler.TimeWindow.flexible(Duration.hours(1)),
      });
    });
    expect(app.schedules).toMatchObject([
      {
        scheduleExpression: 'cron(0 9 ? * MON *)',
        timezone: 'Europe/Berlin',
        targetArn: app.functions[0]?.arn,
        input: '{"kind":"weekly"}',
        deadLetterArn: null,
      },
    ]);
    expect(app.unsupported.map(({ type }) => type)).toEqual([
      'AWS::Scheduler::Schedule (FlexibleTimeWindow)',
    ]);
  });
});
