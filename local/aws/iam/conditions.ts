import type { PolicyCondition } from '../../assembly/model.ts';
import { compilePattern, expand, type VariableLookup } from './patterns.ts';
import type { RequestContext } from './types.ts';

/**
 * Condition keys that are known of every request here, be it that it never has them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export const CONDITION_KEYS = [
  'aws:CurrentTime',
  'aws:EpochTime',
  // Functions and AppSync never sign in with a second factor.
  'aws:MultiFactorAuthPresent',
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:PrincipalIsAWSService',
  'aws:PrincipalType',
  'aws:RequestedRegion',
  'aws:ResourceAccount',
  'aws:SecureTransport',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:userid',
  // Only users have a name, no roles.
  'aws:username',
  'aws:ViaAWSService',
  'dynamodb:Attributes',
  'dynamodb:EnclosingOperation',
  'dynamodb:LeadingKeys',
  'dynamodb:ReturnConsumedCapacity',
  'dynamodb:ReturnValues',
  'dynamodb:Select',
  'ses:FromAddress',
  'ses:Recipients',
] as const;

/** Names of condition keys have no letter case. */
const KEY_NAMES = new Map(CONDITION_KEYS.map((key) => [key.toLowerCase(), key]));

type Matches = (given: string, wanted: string, valueOf: VariableLookup) => boolean;

/** A comparison of a value of the request with one of the policy, variables put in. */
const exact =
  (compare: (given: string, wanted: string) => boolean): Matches =>
  (given, source, valueOf) => {
    const wanted = expand(source, valueOf);
    return wanted !== null && compare(given, wanted);
  };
const ordered = (
  read: (text: string) => number,
  compare: (given: number, wanted: number) => boolean,
): Matches => exact((given, wanted) => compare(read(given), read(wanted)));

const sameText = exact((given, wanted) => given === wanted);
const sameLetters = exact((given, wanted) => given.toLowerCase() === wanted.toLowerCase());
const like: Matches = (given, source, valueOf) =>
  compilePattern(source, { anyCase: false }).matches(given, valueOf);
/** Each of the six parts for itself. */
const arnLike: Matches = (given, source, valueOf) => {
  const [givenParts, wantedParts] = [partsOf(given), partsOf(source)];
  return (
    givenParts.length === wantedParts.length &&
    wantedParts.every((part, index) => like(givenParts[index] ?? '', part, valueOf))
  );
};
const partsOf = (arn: string): string[] => {
  // A colon within a variable is none of the ARN's.
  const parts = arn.split(/:(?![^${]*\})/);
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
};
const timeOf = (text: string): number =>
  /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text);

interface Operator {
  readonly matches: Matches;
  /** Holds for what does not match, and where the request lacks the key. */
  readonly isNegated: boolean;
}

const is = (matches: Matches): Operator => ({ matches, isNegated: false });
const isNot = (matches: Matches): Operator => ({ matches, isNegated: true });

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: is(sameText),
  StringNotEquals: isNot(sameText),
  StringEqualsIgnoreCase: is(sameLetters),
  StringNotEqualsIgnoreCase: isNot(sameLetters),
  StringLike: is(like),
  StringNotLike: isNot(like),
  ArnEquals: is(arnLike),
  ArnNotEquals: isNot(arnLike),
  ArnLike: is(arnLike),
  ArnNotLike: isNot(arnLike),
  Bool: is(sameLetters),
  NumericEquals: is(ordered(Number, (given, wanted) => given === wanted)),
  NumericNotEquals: isNot(ordered(Number, (given, wanted) => given === wanted)),
  NumericLessThan: is(ordered(Number, (given, wanted) => given < wanted)),
  NumericLessThanEquals: is(ordered(Number, (given, wanted) => given <= wanted)),
  NumericGreaterThan: is(ordered(Number, (given, wanted) => given > wanted)),
  NumericGreaterThanEquals: is(ordered(Number, (given, wanted) => given >= wanted)),
  DateEquals: is(ordered(timeOf, (given, wanted) => given === wanted)),
  DateNotEquals: isNot(ordered(timeOf, (given, wanted) => given === wanted)),
  DateLessThan: is(ordered(timeOf, (given, wanted) => given < wanted)),
  DateLessThanEquals: is(ordered(timeOf, (given, wanted) => given <= wanted)),
  DateGreaterThan: is(ordered(timeOf, (given, wanted) => given > wanted)),
  DateGreaterThanEquals: is(ordered(timeOf, (given, wanted) => given >= wanted)),
};

interface OperatorName {
  readonly set: string | undefined;
  readonly name: string;
  readonly ifExists: boolean;
}

/** `ForAllValues:StringLikeIfExists` in its parts. */
function readOperator(operator: string): OperatorName {
  const [, set, name = '', suffix] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  return { set, name, ifExists: suffix !== undefined };
}

/** Whether a condition can be told here; the others are for whoever reads a policy to name. */
export function isEvaluated({ operator, key }: Omit<PolicyCondition, 'values'>): boolean {
  const { name } = readOperator(operator);
  return (name === 'Null' || OPERATORS[name] !== undefined) && KEY_NAMES.has(key.toLowerCase());
}

/** Whether a condition holds for a request. */
export type HoldsFor = (context: RequestContext) => boolean;

/** The condition of a statement; one that cannot be told holds. */
export function compileCondition({ operator, key, values }: PolicyCondition): HoldsFor {
  const { set, name, ifExists } = readOperator(operator);
  const keyName = KEY_NAMES.get(key.toLowerCase());
  if (keyName === undefined) return () => true;
  if (name === 'Null') {
    return (context) => values.some((value) => (value === 'true') === isAbsent(context[keyName]));
  }
  const found = OPERATORS[name];
  if (!found) return () => true;
  const { matches, isNegated } = found;
  return (context) => {
    const given = listOf(context[keyName]);
    if (given.length === 0) {
      if (set !== undefined) return set === 'ForAllValues' || ifExists;
      return isNegated || ifExists;
    }
    const valueOf = lookupIn(context);
    const fits = (value: string): boolean =>
      values.some((wanted) => matches(value, wanted, valueOf)) !== isNegated;
    const all = set === undefined ? isNegated : set === 'ForAllValues';
    return all ? given.every(fits) : given.some(fits);
  };
}

/** Policy variables are condition keys with one value. */
export function lookupIn(context: RequestContext): VariableLookup {
  return (key) => {
    const value = context[KEY_NAMES.get(key.toLowerCase()) ?? ''];
    return typeof value === 'string' ? value : null;
  };
}

const listOf = (value: RequestContext[string]): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

const isAbsent = (value: RequestContext[string]): boolean => listOf(value).length === 0;
