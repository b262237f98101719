import type { Expression, Reference, Step } from './nodes.ts';
import type { Place } from './writer.ts';

/** Writes what is not an expression by itself: the pieces of a text in double quotes. */
export type Interpolate = (text: string, place: Place) => string;

/** Names that compiled code knows: its runtime, and the variables of the template. */
export const RUNTIME = 'v';
export const SCOPE = '$';

const quoted = (text: string): string => JSON.stringify(text);

/** A variable of the template. */
export const variable = (name: string): string => `${SCOPE}[${quoted(name)}]`;

/** Code of expressions. All names of the template stand in it as quoted texts. */
export class Expressions {
  readonly #interpolate: Interpolate;

  constructor(interpolate: Interpolate) {
    this.#interpolate = interpolate;
  }

  /** @param place of what the expression is in, for what fails in it */
  of(expression: Expression, place: Place): string {
    switch (expression.type) {
      case 'references':
        return this.reference(expression, place);
      case 'string':
        return expression.isEval
          ? this.#interpolate(expression.value, place)
          : quoted(expression.value);
      case 'integer':
      case 'decimal':
        return `(${Number(expression.value)})`;
      case 'bool':
        return expression.value;
      case 'map':
        return this.#map(expression.value ?? {}, place);
      case 'array':
        return this.#array(expression, place);
      case 'math':
        return this.#math(expression, place);
    }
  }

  /** A reference's value. */
  reference({ id, path = [] }: Pick<Reference, 'id' | 'path'>, place: Place): string {
    return path.reduce((value, step) => this.#step(value, step, place), variable(id));
  }

  #step(value: string, step: Step, place: Place): string {
    const at = `${place.line}, ${place.column}`;
    switch (step.type) {
      case 'property':
        return `${RUNTIME}.property(${value}, ${quoted(step.id)})`;
      case 'index':
        return `${RUNTIME}.element(${value}, ${this.of(step.id, place)}, ${at})`;
      case 'method': {
        const args = step.args === false ? '' : this.list(step.args, place);
        return `${RUNTIME}.call(${value}, ${quoted(step.id)}, [${args}], ${at})`;
      }
    }
  }

  /** Expressions with commas between them. */
  list(expressions: readonly Expression[], place: Place): string {
    return expressions.map((expression) => this.of(expression, place)).join(', ');
  }

  #map(members: Readonly<Record<string, Expression>>, place: Place): string {
    const code = Object.entries(members).map(([key, value]) => {
      const name = key.includes('$') ? this.#interpolate(key, place) : quoted(key);
      return `[${name}]: ${this.#orNull(value, place)}`;
    });
    return `({${code.join(', ')}})`;
  }

  #array({ value, isRange }: Extract<Expression, { type: 'array' }>, place: Place): string {
    const elements = value.map((item) =>
      typeof item === 'object' ? this.#orNull(item, place) : String(Number(item)),
    );
    return isRange ? `${RUNTIME}.range(${elements.join(', ')})` : `[${elements.join(', ')}]`;
  }

  #orNull(expression: Expression, place: Place): string {
    return `(${this.of(expression, place)} ?? null)`;
  }

  /** Whether Velocity takes an expression for true. */
  condition(expression: Expression, place: Place): string {
    return `${RUNTIME}.isTrue(${this.of(expression, place)})`;
  }

  #math({ operator, expression }: Extract<Expression, { type: 'math' }>, place: Place): string {
    const [first, second] = expression;
    if (first === undefined) return 'null';
    if (operator === 'not') return `!${this.condition(first, place)}`;
    if (second === undefined) return `(${this.of(first, place)})`;
    if (operator === '&&' || operator === '||') {
      return `(${this.condition(first, place)} ${operator} ${this.condition(second, place)})`;
    }
    const [left, right] = [this.of(first, place), this.of(second, place)];
    const operands = `${left}, ${right}`;
    switch (operator) {
      case '==':
        return `${RUNTIME}.isEqual(${operands})`;
      case '!=':
        return `!${RUNTIME}.isEqual(${operands})`;
      case '<':
      case '<=':
      case '>':
      case '>=':
        return `(${RUNTIME}.order(${operands}) ${operator} 0)`;
      case '+':
        return `${RUNTIME}.plus(${operands})`;
      default:
        return `${RUNTIME}.calculate(${quoted(calculationOf(operator, expression))}, ${operands})`;
    }
  }
}

/** A literal such as `2.0` is no whole number, which its value does not tell. */
function calculationOf(operator = '', operands: readonly Expression[]): string {
  const isDecimal = operands.some(({ type }) => type === 'decimal');
  return operator === '/' && isDecimal ? '/.' : operator;
}
