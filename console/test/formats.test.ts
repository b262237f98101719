import { expect, test } from 'vitest';
import { createFormats } from '../texts/formats.ts';

const NOW = Date.parse('2026-05-03T12:00:00Z');

test('ago: tells how long ago something was', () => {
  const { ago } = createFormats('en-GB');
  expect(ago('2026-05-03T11:59:15Z', NOW)).toBe('45 seconds ago');
  expect(ago('2026-05-03T11:55:00Z', NOW)).toBe('5 minutes ago');
  expect(ago('2026-05-02T11:00:00Z', NOW)).toBe('yesterday');
});

test('until: tells when something will be', () => {
  const { until } = createFormats('en-GB');
  expect(until('2026-05-03T12:05:00Z', NOW)).toBe('in 5 minutes');
  expect(until('2026-05-03T11:58:00Z', NOW)).toBe('now');
});

test('ago: what was is never ahead, however wrong the clock of the reader is', () => {
  const ahead = '2026-05-03T12:02:00Z';
  expect(createFormats('en-GB').ago(ahead, NOW)).toBe('now');
  expect(createFormats('de-DE').ago(ahead, NOW)).toBe('jetzt');
});
