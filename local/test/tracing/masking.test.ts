import { describe, expect, test } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { masked, withoutPersonal } from '../../tracing/terminal/masking.ts';
import { printTraces } from '../../tracing/terminal/terminal.ts';
import { createTracer } from '../../tracing/tracer.ts';
import type { TerminalOptions } from '../../tracing/terminal/terminal.ts';

/** What the terminal says of a failure that names people. */
function said(options: Pick<TerminalOptions, 'mode' | 'showsValues'>): string {
  const tracer = createTracer({ clock: systemClock });
  let text = '';
  const write = (line: string): void => void (text += line);
  printTraces(tracer, { ...options, colours: false, write });
  const record = tracer.begin('request', 'mutation createUser', { cause: null });
  record.caller = 'ann.lee@example.com (Admins)';
  record.hints = [{ text: 'bob@example.com was asked for', source: null }];
  const message = 'carol@example.co.uk and +4915112345678 are taken';
  record.end('failed', [{ type: 'EmailTaken', message, source: null }]);
  return text;
}

const PEOPLE = /ann\.lee|bob|carol|4915112345678/;

describe('the terminal', () => {
  test('addresses and numbers of people are masked, in lines and as JSON, and all else stays', () => {
    for (const mode of ['requests', 'debug', 'json'] as const) {
      const text = said({ mode, showsValues: false });
      expect(text).not.toMatch(PEOPLE);
      expect(text).toContain('*** (Admins)');
      expect(text).toContain('*** and *** are taken');
      expect(text).toContain('*** was asked for');
    }
  });

  test('withoutPersonal: a word of a million letters takes no minutes, as somebody may send one', () => {
    for (const text of [`+${'1'.repeat(1e6)}`, 'a'.repeat(1e6), `a@${'b.'.repeat(5e5)}`]) {
      expect(withoutPersonal(text)).toHaveLength(text.length);
    }
    expect(withoutPersonal(`${'a'.repeat(1e6)}@example.com`)).toBe('***');
  });

  test('--log-values: shows them', () => {
    const text = said({ mode: 'requests', showsValues: true });
    expect(text).toContain('ann.lee@example.com (Admins)');
    expect(text).toContain('carol@example.co.uk and +4915112345678');
  });
});

describe('masking', () => {
  test('texts: addresses in any alphabet, E.164 numbers; no ids, ARNs, times or amounts', () => {
    expect(withoutPersonal('to jürgen@müller.example, +14155550100')).toBe('to ***, ***');
    for (const text of [
      'arn:aws:iam::123456789012:role/app',
      '2026-11-29T10:00:00+0100',
      '0f8fad5b-d9cb-469f-a165-70867728950e',
      '3+4',
      '@aws_auth',
    ]) {
      expect(withoutPersonal(text)).toBe(text);
    }
  });

  test('values: every text, however deep; names, numbers and the form stay', () => {
    expect(masked({ id: 'x', list: [{ name: 'Ann', age: 4 }], none: null, isOn: true })).toEqual({
      id: '***',
      list: [{ name: '***', age: 4 }],
      none: null,
      isOn: true,
    });
  });
});
