import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';
import { costFiles } from '../../commands/cost.ts';
import { ALTERNATIVES } from '../../commands/cost/alternatives.ts';
import { ASSUMED, GUARDED, MIX } from '../../commands/cost/assumptions.ts';
import { billOf, totalOf } from '../../commands/cost/bill.ts';
import { reportOf } from '../../commands/cost/report.ts';
import { readUsage } from '../../commands/cost/usage.ts';
import { UsageError } from '../../commands/users/errors.ts';
import { templateOf } from '../support/template.ts';

const usd = (...args: readonly string[]): Readonly<Record<string, number>> => {
  const bill = billOf(readUsage(args));
  const services = Map.groupBy(bill, ({ service }) => service);
  return Object.fromEntries([...services].map(([service, lines]) => [service, totalOf(lines)]));
};

const READERS = ['--users', '20000', '--reads', '1000000'];

describe('npm run cost: a million reads by 20,000 people, computed by hand', () => {
  test('each service', () => {
    const bill = usd(...READERS);
    expect(bill['AppSync']).toBeCloseTo(4); // 1 million at 4.00
    // me 0.6 x 1, getUser 0.2 x (1 + 1 of the guard), listUsers 0.2 x (11.5 + 1): 3.5 million at 0.125;
    // 0.2 GB is free, 0.06 GB of backup at 0.20
    expect(bill['DynamoDB']).toBeCloseTo(0.4375 + 0.012, 6);
    expect(bill['Cognito']).toBeCloseTo(150); // 10,000 above the free ones at 0.015
    expect(bill['WAF']).toBeCloseTo(19.6); // 2 at 5 + 9 rules at 1 + 1 million at 0.60
    // 0.7 GB at 0.50; above the free ones 68 metrics at 0.30 and 104 in alarms at 0.10; 4 composite alarms at 0.50
    expect(bill['CloudWatch']).toBeCloseTo(0.35 + 20.4 + 10.4 + 2);
    expect(bill['X-Ray']).toBeCloseTo(0.25); // 5 % of 1 million at 5.00
    expect(bill).toMatchObject({ Lambda: 0, SES: 0, Transfer: 0 });
  });

  test('others beside it', () => {
    const usage = readUsage(READERS);
    const withoutAppSync = 203.4495;
    expect(totalOf(billOf(usage))).toBeCloseTo(withoutAppSync + 4, 4);
    const others = Object.fromEntries(ALTERNATIVES.map(({ name, usd: of }) => [name, of(usage)]));
    // 1 million at 3.50; a million invocations and 30,000 GB-seconds are free
    expect(others['REST API Gateway + Lambda']).toBeCloseTo(withoutAppSync + 3.5, 4);
    // 2 vCPU and 4 GB for 730 hours, a load balancer, 1.5 LCU-hours
    const container = 1460 * 0.03238 + 2920 * 0.00356 + 730 * 0.0225 + 1.5 * 0.008;
    expect(others['an always-on container']).toBeCloseTo(withoutAppSync + container, 4);
    expect(others['Auth0, B2C Essentials']).toBeCloseTo(1400); // 20,000 at 0.07
    expect(others['Clerk, Pro']).toBeCloseTo(25); // 50,000 are in it
  });
});

test('npm run cost: a metric costs what the hours do in which it has points', () => {
  // 730 requests add 8 points each, in 5,840 hours at most: 8 metrics for the month, beside 4 that always have
  // points; 10 are free
  const { CloudWatch: few = 0 } = usd('--reads', '730');
  const { CloudWatch: more = 0 } = usd('--reads', '2190');
  expect(more - few).toBeCloseTo((24 + 4 - 10 - 2) * 0.3 + 0.001_022 * 0.5 * 1, 3);
});

test('npm run cost: alarms, metrics in them and dashboards are those of prod', () => {
  const prod = templateOf('prod');
  const inAlarms = prod.find('AWS::CloudWatch::Alarm').map(([, { Properties }]) => {
    const metrics = Properties['Metrics'] as readonly { MetricStat?: object }[] | undefined;
    return metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1;
  });
  expect(ASSUMED).toMatchObject({
    alarms: inAlarms.reduce((sum, each) => sum + each, 0),
    compositeAlarms: prod.find('AWS::CloudWatch::CompositeAlarm').length,
    dashboards: prod.find('AWS::CloudWatch::Dashboard').length,
  });
});

test('npm run cost: who listens hears of every change, unless --deliveries says of how many', () => {
  const told = ['--writes', '10000', '--subscribers', '1000'];
  const { AppSync: all = 0 } = usd(...told);
  const { AppSync: few = 0 } = usd(...told, '--deliveries', '2');
  // 10 million messages or 20,000, at 2.00 a million; the connections and requests are the same
  expect(all - few).toBeCloseTo(20 - 0.04);
});

test('npm run cost: shares of the mix are all of it, and name whom the guard reads for', () => {
  for (const shares of Object.values(MIX)) {
    expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  }
  const counted = Object.values(MIX).flatMap((shares) => Object.keys(shares));
  expect(counted).toEqual(expect.arrayContaining([...GUARDED]));
});

test('npm run cost: prints services, their units and the sum', () => {
  const report = reportOf(readUsage(READERS));
  expect(report).toMatch(/^AppSync +4\.00$/mu);
  expect(report).toMatch(/^ +1,000,000 queries and mutations +4\.00$/mu);
  expect(report).toMatch(/^this stack +207\.45$/mu);
});

test.each([
  [['--users', 'many'], '--users is a whole number'],
  [['--reads', '-5'], '--reads'],
  [['--writes', '1e6'], '--writes is a whole number'],
  [['--readers', '5'], '--readers'],
])('npm run cost: refuses %j and names the flag', (args, message) => {
  expect(() => readUsage(args)).toThrow(UsageError);
  expect(() => readUsage(args)).toThrow(message);
});

test('docs/cost.md: is what npm run cost -- --page writes', async () => {
  for (const [name, text] of Object.entries(await costFiles())) {
    expect(readFileSync(join(ROOT, 'docs', name), 'utf8')).toBe(text);
  }
});
