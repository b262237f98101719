import { isDeepStrictEqual } from 'node:util';
import { HOLDS_DATA } from './holds-data.ts';

/** What of a template cannot change without loss: by logical id. */
export type Release = Readonly<Record<string, Kept>>;

/** A resource that holds data. */
export interface Kept {
  readonly type: string;
  /** Those that cannot change. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Global secondary indexes of a table, by name: what cannot change of each. */
  readonly indexes?: Readonly<Record<string, unknown>>;
}

/** The part of a template that is looked at. */
export interface Resources {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }
    >
  >;
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: unknown;
  readonly Projection: unknown;
}

/** What of a template must outlive every release after it. */
export function releaseOf({ Resources }: Resources): Release {
  return Object.fromEntries(
    Object.entries(Resources).flatMap(([id, { Type: type, Properties = {} }]) => {
      const fixed = HOLDS_DATA[type];
      if (!fixed) return [];
      const properties = Object.fromEntries(
        fixed
          .filter((name) => Object.hasOwn(Properties, name))
          .map((name) => [name, Properties[name]]),
      );
      const indexes = indexesOf(Properties['GlobalSecondaryIndexes']);
      return [[id, { type, properties, ...(indexes ? { indexes } : {}) }]];
    }),
  );
}

function indexesOf(list: unknown): Kept['indexes'] | null {
  if (!Array.isArray(list)) return null;
  return Object.fromEntries(
    (list as Index[]).map(({ IndexName, KeySchema, Projection }) => [
      IndexName,
      { KeySchema, Projection },
    ]),
  );
}

/** Why a deployed stack of `released` cannot become `present` in one deployment without loss, each with what to do. */
export function upgradeProblems(released: Release, present: Release): string[] {
  return Object.entries(released).flatMap(([id, was]) => {
    const is = present[id];
    if (!is || is.type !== was.type) return [gone(id, was.type, is?.type)];
    return [...changedProperties(id, was, is), ...changedIndexes(id, was, is)];
  });
}

function gone(id: string, type: string, now: string | undefined): string {
  const what = now === undefined ? 'is gone' : `is ${now} now`;
  return (
    `${id} (${type}) ${what}: a deployment would delete it with what it holds, and make another one empty.\n` +
    `  Keep the ids of its constructs, or give the new one its name: resource.overrideLogicalId('${id}').`
  );
}

function changedProperties(id: string, was: Kept, is: Kept): string[] {
  const names = new Set([...Object.keys(was.properties), ...Object.keys(is.properties)]);
  return [...names]
    .filter((name) => !isKept(name, was.properties[name], is.properties[name]))
    .map(
      (name) =>
        `${id} (${was.type}): ${name} is another: AWS refuses the change, or makes it anew and empty.\n` +
        '  Take the change back, or: 1. add a second one beside it and deploy; 2. bring over what it holds; ' +
        '3. let all that read it read the second; 4. remove the first.',
    );
}

/** A pool takes further attributes, and gives none back. */
function isKept(name: string, was: unknown, is: unknown): boolean {
  if (name !== 'Schema' || !Array.isArray(was) || !Array.isArray(is)) {
    return isDeepStrictEqual(was, is);
  }
  return was.every((each) => is.some((other) => isDeepStrictEqual(each, other)));
}

function changedIndexes(id: string, { indexes: was = {} }: Kept, { indexes: is = {} }: Kept) {
  const changed = Object.keys(was).filter(
    (name) => Object.hasOwn(is, name) && !isDeepStrictEqual(was[name], is[name]),
  );
  const problems = changed.map(
    (name) =>
      `${id}: the index ${name} is another: AWS changes none.\n` +
      '  Give the new one a name of its own, and remove the old one in a later release.',
  );
  const added = Object.keys(is).filter((name) => !Object.hasOwn(was, name));
  const removed = Object.keys(was).filter((name) => !Object.hasOwn(is, name));
  if (added.length + removed.length < 2) return problems;
  const steps = [
    ...added.map((name) => `add ${name}, deploy, and wait until it is ACTIVE`),
    ...(added.length > 0 && removed.length > 0 ? ['deploy what reads the new ones'] : []),
    ...removed.map((name) => `remove ${name} and deploy`),
  ];
  return [
    ...problems,
    `${id}: ${added.length + removed.length} indexes come or go: CloudFormation takes one a deployment.\n` +
      `  Release them one by one (docs/operations.md#lists-and-their-indexes): ` +
      `${steps.map((step, index) => `${index + 1}. ${step}`).join('; ')}.`,
  ];
}
