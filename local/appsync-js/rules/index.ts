import { codeSize } from './code-size.ts';
import { noAsync } from './no-async.ts';
import { noAwait } from './no-await.ts';
import { noBigint } from './no-bigint.ts';
import { noClasses } from './no-classes.ts';
import { noConstAssign } from './no-const-assign.ts';
import { noConstructors } from './no-constructors.ts';
import { noContinue } from './no-continue.ts';
import { noDisallowedBinaryOperators } from './no-disallowed-binary-operators.ts';
import { noDisallowedGlobals } from './no-disallowed-globals.ts';
import { noDisallowedImports } from './no-disallowed-imports.ts';
import { noDisallowedMethods } from './no-disallowed-methods.ts';
import { noDisallowedReAssignment } from './no-disallowed-re-assignment.ts';
import { noDisallowedUnaryOperators } from './no-disallowed-unary-operators.ts';
import { noFor } from './no-for.ts';
import { noFunctionPassing } from './no-function-passing.ts';
import { noFunctionReassign } from './no-function-reassign.ts';
import { noFunctionReturn } from './no-function-return.ts';
import { noGenerators } from './no-generators.ts';
import { noInOperator } from './no-in-operator.ts';
import { noLabels } from './no-labels.ts';
import { noPromise } from './no-promise.ts';
import { noRecursion } from './no-recursion.ts';
import { noRegex } from './no-regex.ts';
import { noThis } from './no-this.ts';
import { noThrow } from './no-throw.ts';
import { noTry } from './no-try.ts';
import { noUnknownHelpers } from './no-unknown-helpers.ts';
import { noWhile } from './no-while.ts';
import { noYield } from './no-yield.ts';
import { requiredHandlers } from './required-handlers.ts';
import type { Rule } from './rule.ts';

/**
 * The rules of APPSYNC_JS: those of @aws-appsync/eslint-plugin under its names, and what AWS refuses
 * besides.
 */
export const rules: readonly Rule[] = [
  codeSize,
  requiredHandlers,
  noDisallowedImports,
  noDisallowedGlobals,
  noUnknownHelpers,
  noDisallowedMethods,
  noDisallowedReAssignment,
  noDisallowedBinaryOperators,
  noDisallowedUnaryOperators,
  noInOperator,
  noAsync,
  noAwait,
  noBigint,
  noClasses,
  noConstAssign,
  noConstructors,
  noContinue,
  noFor,
  noFunctionPassing,
  noFunctionReassign,
  noFunctionReturn,
  noGenerators,
  noLabels,
  noPromise,
  noRecursion,
  noRegex,
  noThis,
  noThrow,
  noTry,
  noWhile,
  noYield,
];

/** Those of the handlers of a channel namespace, which exports what it likes of the two. */
export const eventHandlerRules = rules.filter((rule) => rule !== requiredHandlers);
