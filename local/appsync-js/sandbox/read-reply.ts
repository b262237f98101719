import type { Effects, HandlerOutcome, HandlerRun, LogLine, RaisedError } from '../types.ts';
import type { RawStep } from '../../tracing/types.ts';

/** The kernel's answer, see realm/kernel/kernel.ts. */
interface Reply {
  readonly outcome: Exclude<HandlerOutcome, { kind: 'threw' }> | Threw;
  readonly stash?: Record<string, unknown>;
  readonly appended?: readonly RaisedError[];
  readonly logs?: readonly LogLine[];
  readonly effects?: Partial<Effects>;
  readonly arguments?: Record<string, unknown>;
}

interface Threw {
  readonly kind: 'threw';
  readonly name: string;
  readonly text: string;
  readonly stack: string;
  /** A helper's own refusal: AWS gives its text without an error name. */
  readonly bare: boolean;
}

/** Of a handler that called none of extensions. */
export const NO_EFFECTS: Effects = {
  subscriptionFilter: null,
  subscriptionInvalidationFilter: null,
  invalidations: [],
  responseHeaders: {},
  cacheEvictions: [],
};

/**
 * @param position finds where in the bundle a stack trace points, as `code.js:<line>:<column>`
 * @param raw what is remembered of the run
 */
export function readReply(
  text: string,
  position: (stack: string) => string,
  raw?: RawStep,
): HandlerRun {
  const reply = JSON.parse(text) as Reply;
  const { outcome, stash = {}, appended = [], logs = [], effects } = reply;
  return {
    outcome: readOutcome(outcome, position),
    stash,
    appendedErrors: appended,
    logs,
    effects: effects === undefined ? NO_EFFECTS : { ...NO_EFFECTS, ...effects },
    changedArguments: reply.arguments ?? null,
    raw,
  };
}

function readOutcome(
  outcome: Reply['outcome'],
  position: (stack: string) => string,
): HandlerOutcome {
  if (outcome.kind === 'returned') return { kind: 'returned', value: outcome.value };
  if (outcome.kind !== 'threw') return outcome;
  const { name, text, stack, bare } = outcome;
  return {
    kind: 'threw',
    message: `${position(stack)}: ${bare ? '' : `${name}: `}${text}`,
  };
}
