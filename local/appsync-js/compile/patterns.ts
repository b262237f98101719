import type { Identifier, MemberExpression, Pattern } from 'acorn';

/** The identifiers that a pattern binds. */
export function namesIn(pattern: Pattern): Identifier[] {
  return targetsIn(pattern).filter((target) => target.type === 'Identifier');
}

/** What a pattern gives a value to. */
export function targetsIn(pattern: Pattern): (Identifier | MemberExpression)[] {
  switch (pattern.type) {
    case 'Identifier':
    case 'MemberExpression':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        targetsIn(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : targetsIn(element)));
    case 'AssignmentPattern':
      return targetsIn(pattern.left);
    case 'RestElement':
      return targetsIn(pattern.argument);
  }
}
