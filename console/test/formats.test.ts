import { expect, test } from 'vitest';
import { createFormats } from '../texts/formats.ts';

const NOW = Date.parse('2026-05-03T12:00:00Z');

test('relative: tells how long ago something was', () => {
  const { relative } = createFormats('en-GB');
  expect(relative('2026-05-03T11:59:15Z', NOW)).toBe('45 seconds ago');
  expect(relative('2026-05-03T11:55:00Z', NOW)).toBe('5 minutes ago');
  expect(relative('2026-05-02T11:00:00Z', NOW)).toBe('yesterday');
});

test('relative: what was is never ahead, however wrong the clock of the reader is', () => {
  const ahead = '2026-05-03T12:02:00Z';
  expect(createFormats('en-GB').relative(ahead, NOW)).toBe('now');
  expect(createFormats('de-DE').relative(ahead, NOW)).toBe('jetzt');
});
