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
  return `${target} ${section === 'SET' ? '= ' : ''}${printValue(value)}`;
}

/** A document path as text. */
export const printPath = ({ steps }: Path): string =>
  steps
    .map((step, index) => {
      if ('index' in step) return `[${step.index}]`;
      return index === 0 ? step.name : `.${step.name}`;
    })
    .join('');

/** What an update can set: the rest of the grammar is for conditions. */
function printValue(value: Expression): string {
  switch (value.kind) {
    case 'path':
      return printPath(value);
    case 'value':
      return value.name;
    case 'parenthesis':
      return `(${printValue(value.parts[0])})`;
    case 'arithmetic': {
      const [left, right] = value.parts;
      return `${printValue(left)} ${value.operator} ${printValue(right)}`;
    }
    case 'function':
      return `${value.name}(${value.parts.map(printValue).join(', ')})`;
    default:
      throw new Error(`no operand of an update: ${value.kind}`);
  }
}
