import { anythingBut } from './anything-but.ts';
import { cidr } from './cidr.ts';
import { equalsIgnoreCase } from './equals-ignore-case.ts';
import { exists } from './exists.ts';
import { numeric } from './numeric.ts';
import type { Operator } from './operator.ts';
import { prefix } from './prefix.ts';
import { suffix } from './suffix.ts';
import { wildcard } from './wildcard.ts';

/** By the names that patterns have for them. */
export type Operators = ReadonlyMap<string, Operator>;

/** The filter rules of Lambda's event source mappings. */
export const LAMBDA_OPERATORS: Operators = new Map([
  ['prefix', prefix],
  ['suffix', suffix],
  ['equals-ignore-case', equalsIgnoreCase],
  ['exists', exists],
  ['anything-but', anythingBut],
  ['numeric', numeric],
]);

/** The comparison operators of EventBridge's event patterns, which SNS's filter policies have too. */
export const OPERATORS: Operators = new Map([
  ...LAMBDA_OPERATORS,
  ['cidr', cidr],
  ['wildcard', wildcard],
]);
