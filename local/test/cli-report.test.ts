import { expect, test } from 'vitest';
import type { UnsupportedResource } from '../assembly/model.ts';
import { createReport } from '../cli-report.ts';

const report = createReport({ colours: false });
const alarm = (logicalId: string): UnsupportedResource => ({
  stackName: 'Shop',
  logicalId,
  type: 'AWS::WAFv2::WebACL',
  consequence: 'Requests are not filtered.',
});
const topic: UnsupportedResource = {
  stackName: 'Shop',
  logicalId: 'Topic',
  type: 'AWS::SNS::Topic',
  consequence: 'Nothing is published.',
};

test('unsupported: what has one consequence is told once, with the first names and how many more', () => {
  const five = ['A', 'B', 'C', 'D', 'E'].map(alarm);
  expect(report.unsupported([...five, topic])).toBe(`
Not played on this machine
  Shop.A, Shop.B, Shop.C and 2 more  AWS::WAFv2::WebACL
    Requests are not filtered.
  Shop.Topic  AWS::SNS::Topic
    Nothing is published.
`);
});

test('unsupported: nothing is said when all of it runs', () => {
  expect(report.unsupported([])).toBe('');
});
