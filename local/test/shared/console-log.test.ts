import { describe, expect, test } from 'vitest';
import { createConsoleLog } from '../../shared/console-log.ts';

function logged(quiet: boolean, colours = false): string {
  let text = '';
  const log = createConsoleLog({ write: (line) => void (text += line), colours, quiet });
  log.info('lambda', 'one\ntwo');
  log.warn('lambda', 'three');
  log.error('gateway', 'four');
  return text;
}

describe('console log', () => {
  test('info: each line carries its source, warnings and errors their mark', () => {
    expect(logged(false)).toBe(
      'lambda  one\nlambda  two\nlambda  warning: three\ngateway  error: four\n',
    );
  });

  test('quiet: leaves out info only', () => {
    expect(logged(true)).toBe('lambda  warning: three\ngateway  error: four\n');
  });

  test('colours: only where they are shown', () => {
    expect(logged(false, true)).toMatch(/\u001b\[31merror: /);
    expect(logged(false)).not.toContain('\u001b');
  });
});
