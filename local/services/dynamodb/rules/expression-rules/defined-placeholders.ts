import type { ExpressionRule } from './types.ts';

/** Said before the items are looked at: the engine behind says it only of what it comes to. */
export const definedPlaceholders: ExpressionRule = ({ all }, { names, values }) => {
  for (const expression of all) {
    if (expression.kind === 'value' && values[expression.name] === undefined)
      return `An expression attribute value used in expression is not defined; attribute value: ${expression.name}`;
    if (expression.kind !== 'path') continue;
    for (const step of expression.steps) {
      if ('name' in step && step.name.startsWith('#') && names[step.name] === undefined)
        return `An expression attribute name used in the document path is not defined; attribute name: ${step.name}`;
    }
  }
  return null;
};
