import { definedPlaceholders } from './defined-placeholders.ts';
import { distinctOperands } from './distinct-operands.ts';
import { firstCharacters } from './first-characters.ts';
import { functionNames } from './function-names.ts';
import { inOperands } from './in-operands.ts';
import { listIndexes } from './list-indexes.ts';
import { nestedAppends } from './nested-appends.ts';
import { nestingLevels } from './nesting-levels.ts';
import { operandTypes } from './operand-types.ts';
import { operatorCount } from './operator-count.ts';
import { pathConflicts } from './path-conflicts.ts';
import { redundantParentheses } from './redundant-parentheses.ts';
import type { ExpressionRule } from './types.ts';

/** Of the text alone: judged once for each. */
export const TEXT_RULES: readonly ExpressionRule[] = [
  firstCharacters,
  redundantParentheses,
  functionNames,
  nestedAppends,
  listIndexes,
  operatorCount,
  inOperands,
  nestingLevels,
];

/** Of the text with what its placeholders stand for. */
export const PLACEHOLDER_RULES: readonly ExpressionRule[] = [
  pathConflicts,
  distinctOperands,
  operandTypes,
  definedPlaceholders,
];
