import { isObject } from '../../../../shared/is-object.ts';
import { ruleHolds } from './choice-rules.ts';
import { textOf } from '../../text-of.ts';
import type { State } from '../definition.ts';
import { runtimeError, StateError } from '../state-error.ts';
import { computed, filledIn } from './payload.ts';
import { putAt, stepsOf, valueAt } from './paths.ts';
import type { Moment, QueryLanguage } from './query-language.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html */
export const JSONPath: QueryLanguage = {
  argument: (state, moment) => argumentOf(state, moment),
  items: (state, moment) =>
    required(textOf(state['ItemsPath'] ?? '$'), effectiveInput(state, moment), moment, 'ItemsPath'),
  item(state, moment, value) {
    // Parameters is what it was called before.
    const template = state['ItemSelector'] ?? state['Parameters'];
    if (template === undefined) return value;
    return filledIn(template, effectiveInput(state, moment), moment);
  },
  field(state, name, moment) {
    const path = state[`${name}Path`];
    if (path === undefined) return state[name];
    return computed(textOf(path), effectiveInput(state, moment), moment, `${name}Path`);
  },
  result({ ResultSelector }, moment) {
    if (ResultSelector === undefined) return moment.result;
    return filledIn(ResultSelector, moment.result, moment);
  },
  output: (state, moment) => outputOf(state, moment),
  passed(state, moment) {
    if (state['Type'] === 'Pass') {
      const result = 'Result' in state ? state['Result'] : argumentOf(state, moment);
      return outputOf(state, { ...moment, result });
    }
    return outputPath(state, effectiveInput(state, moment), moment);
  },
  caught: (catcher, moment) => withResult(catcher, moment.errorOutput, moment),
  assigned(template, moment) {
    const root = moment.result ?? moment.errorOutput ?? moment.input;
    const values = template === undefined ? {} : filledIn(template, root, moment);
    return isObject(values) ? values : {};
  },
  holds: (rule, state, moment) =>
    ruleHolds(rule, (path) => valueAt(path, effectiveInput(state, moment), moment)),
};

function argumentOf(state: State, moment: Moment): unknown {
  const input = effectiveInput(state, moment);
  return 'Parameters' in state ? filledIn(state['Parameters'], input, moment) : input;
}

function outputOf(state: State, moment: Moment): unknown {
  return outputPath(state, withResult(state, moment.result, moment), moment);
}

const effectiveInput = ({ InputPath }: State, moment: Moment): unknown =>
  selected(InputPath, moment.input, moment, 'InputPath');

const outputPath = ({ OutputPath }: State, value: unknown, moment: Moment): unknown =>
  selected(OutputPath, value, moment, 'OutputPath');

/** Null selects nothing, which is an empty object. */
function selected(path: unknown, root: unknown, moment: Moment, field: string): unknown {
  if (path === null) return {};
  return path === undefined ? root : required(textOf(path), root, moment, field);
}

function required(path: string, root: unknown, moment: Moment, field: string): unknown {
  const value = valueAt(path, root, moment);
  if (value !== undefined) return value;
  throw runtimeError(`Invalid path '${path}': the ${field} leads to nothing in the input.`);
}

/** The raw input with a result at its ResultPath. */
function withResult({ ResultPath = '$' }: State, result: unknown, { input }: Moment): unknown {
  if (ResultPath === null) return input;
  try {
    return putAt(stepsOf(textOf(ResultPath)) ?? [], input, result);
  } catch {
    throw new StateError(
      'States.ResultPathMatchFailure',
      `Unable to apply ReferencePath ${textOf(ResultPath)} to the input.`,
    );
  }
}
