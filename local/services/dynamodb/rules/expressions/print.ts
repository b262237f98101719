import type { Action, Expression, Path } from './syntax.ts';

/** An update expression as text. */
export function printActions(actions: readonly Action[]): string {
  const sections = [...new Set(actions.map(({ section }) => section))];
  return sections
    .map((section) => {
      const own = actions.filter((action) => action.section === section);
      return `${section} ${own.map(printAction).join(', ')}`;
    })
    .join(' ');
}

function printAction({ section, path, value }: Action): string {
  const target = printPath(path);
  if (value === null) return target;
  return `${target} ${section === 'SET' ? '= ' : ''}${print(value)}`;
}

/** A document path as text. */
export const printPath = ({ steps }: Path): string =>
  steps
    .map((step, index) => {
      if ('index' in step) return `[${step.index}]`;
      return index === 0 ? step.name : `.${step.name}`;
    })
    .join('');

/** An operand or a condition as text, with the parentheses that it has. */
export function print(expression: Expression): string {
  switch (expression.kind) {
    case 'path':
      return printPath(expression);
    case 'value':
      return expression.name;
    case 'parenthesis':
      return `(${print(expression.parts[0])})`;
    case 'not':
      return `NOT ${print(expression.parts[0])}`;
    case 'function':
      return `${expression.name}(${expression.parts.map(print).join(', ')})`;
    default:
      return joined(expression);
  }
}

type Joined = Extract<
  Expression,
  { kind: 'and' | 'or' | 'comparison' | 'arithmetic' | 'between' | 'in' }
>;

function joined(expression: Joined): string {
  const [first = '', ...others] = expression.parts.map(print);
  switch (expression.kind) {
    case 'comparison':
    case 'arithmetic':
      return [first, ...others].join(` ${expression.operator} `);
    case 'between':
      return `${first} BETWEEN ${others.join(' AND ')}`;
    case 'in':
      return `${first} IN (${others.join(', ')})`;
    default:
      return [first, ...others].join(` ${expression.kind.toUpperCase()} `);
  }
}
