import { keep } from '../../kernel/budget.ts';
import { currentRun } from '../../kernel/state.ts';
import { toJavaText } from '../java.ts';

const logger =
  (level: 'INFO' | 'ERROR') =>
  (format: unknown, ...values: readonly unknown[]): string => {
    keep([format, ...values]);
    const [first = '', ...rest] = toJavaText(format).split('{}');
    let text = first;
    rest.forEach((piece, index) => {
      text += (index < values.length ? toJavaText(values[index]) : '{}') + piece;
    });
    const run = currentRun();
    run.logs ??= [];
    run.logs.push({ level, text });
    return '';
  };

/** $util.log: each `{}` of the first argument is the next of the others. */
export const log = { info: logger('INFO'), debug: logger('INFO'), error: logger('ERROR') };
