import type { HandlerRun } from './types.ts';

/**
 * What a template ends with where code throws: errorType `MappingTemplate`, and a message without the
 * place, which AWS tells only within it.
 */
export function withTemplateErrors(run: HandlerRun): HandlerRun {
  const { outcome } = run;
  if (outcome.kind !== 'threw') return run;
  const message = outcome.message.slice(outcome.message.indexOf(': ') + 2);
  const error = { message, errorType: 'MappingTemplate', data: null, errorInfo: null };
  return { ...run, outcome: { kind: 'error', error } };
}
