import { createHash, randomUUID } from 'node:crypto';
import jsonata, { type Expression } from 'jsonata';
import { LRUCache } from 'lru-cache';
import { isObject } from '../../../../shared/is-object.ts';
import { partition, range } from '../intrinsics/arrays.ts';
import { HASHES, seededRandom } from '../intrinsics/numbers.ts';
import { StateError } from '../state-error.ts';
import type { Moment, QueryLanguage } from './query-language.ts';

const EXPRESSION = /^\{%(.*)%\}$/s;
const queryError = (cause: string): StateError =>
  new StateError('States.QueryEvaluationError', cause);

/** https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
export const JSONata: QueryLanguage = {
  argument: (state, moment) =>
    'Arguments' in state ? evaluated(state['Arguments'], moment) : moment.input,
  items: (state, moment) => ('Items' in state ? evaluated(state['Items'], moment) : moment.input),
  item: (state, moment, value) =>
    'ItemSelector' in state ? evaluated(state['ItemSelector'], moment) : value,
  field: (state, name, moment) => (name in state ? evaluated(state[name], moment) : undefined),
  result: (_state, moment) => moment.result,
  output: (state, moment) =>
    'Output' in state ? evaluated(state['Output'], moment) : moment.result,
  passed: (state, moment) =>
    'Output' in state ? evaluated(state['Output'], moment) : moment.input,
  caught: (catcher, moment) =>
    'Output' in catcher ? evaluated(catcher['Output'], moment) : moment.errorOutput,
  async assigned(template, moment) {
    const values = template === undefined ? {} : await evaluated(template, moment);
    return isObject(values) ? values : {};
  },
  async holds({ Condition }, _state, moment) {
    const value = await evaluated(Condition, moment);
    if (typeof value === 'boolean') return value;
    throw queryError(`The Condition ${String(Condition)} gave no Boolean.`);
  },
};

/** A template with the values of its expressions in their place. */
async function evaluated(template: unknown, moment: Moment): Promise<unknown> {
  if (typeof template === 'string') {
    const [, expression] = EXPRESSION.exec(template) ?? [];
    return expression === undefined ? template : valueOf(expression, moment);
  }
  if (Array.isArray(template)) {
    return Promise.all(template.map((one: unknown) => evaluated(one, moment)));
  }
  if (!isObject(template)) return template;
  const entries = Object.entries(template).map(
    async ([name, value]) => [name, await evaluated(value, moment)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function valueOf(text: string, moment: Moment): Promise<unknown> {
  const { input, context, variables, result, errorOutput } = moment;
  const states = {
    input,
    context,
    ...('result' in moment && { result }),
    ...('errorOutput' in moment && { errorOutput }),
  };
  let value: unknown;
  try {
    // Without an input of its own: data is at `$states`.
    value = await compiled(text).evaluate(undefined, { ...FUNCTIONS, ...variables, states });
  } catch (error) {
    throw queryError(`${text.trim()}: ${messageOf(error)}`);
  }
  if (value === undefined) throw queryError(`${text.trim()} gave nothing.`);
  // Lists of JSONata have members of their own.
  return JSON.parse(JSON.stringify(value)) as unknown;
}

const compiledExpressions = new LRUCache<string, Expression>({ max: 500 });

function compiled(text: string): Expression {
  const known = compiledExpressions.get(text);
  if (known) return known;
  const expression = jsonata(text);
  compiledExpressions.set(text, expression);
  return expression;
}

/** What Step Functions adds to the functions of JSONata, and the one that it takes away. */
const FUNCTIONS: Readonly<Record<string, unknown>> = {
  partition,
  // A sequence, as JSONata's own functions give: one value is no list.
  range: (first: number, last: number, step: number) => {
    const numbers = range(first, last, step);
    return numbers.length === 1 ? numbers[0] : numbers;
  },
  hash: (content: string, algorithm: string) => {
    const name = HASHES.get(algorithm);
    if (name === undefined) throw new Error(`${algorithm} is no algorithm of $hash.`);
    return createHash(name).update(content).digest('hex');
  },
  random: (seed?: number) => (seed === undefined ? Math.random() : seededRandom(seed)),
  uuid: () => randomUUID(),
  parse: (text: string) => JSON.parse(text) as unknown,
  eval: () => {
    throw new Error('$eval is not there: $parse reads JSON.');
  },
};

const messageOf = (error: unknown): string =>
  isObject(error) && typeof error['message'] === 'string' ? error['message'] : String(error);
