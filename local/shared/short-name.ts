/** What CDK adds to the path of a construct for the resource that it makes. */
const MADE_BY_CDK = new Set(['Resource', 'Default']);

/** What a thing is told apart by. */
interface Named {
  readonly logicalId: string;
  /** `Stack/Functions/create-user/Resource`. @default - CDK did not say */
  readonly constructPath?: string;
}

/**
 * The name that its developer gave to a thing: `create-user` of `Stack/Functions/create-user/Resource`.
 * Without a path, its logical id without CDK's hash.
 */
export function shortName({ logicalId, constructPath = '' }: Named): string {
  const given = constructPath
    .split('/')
    .slice(1)
    .filter((part) => !MADE_BY_CDK.has(part));
  return given.at(-1) ?? logicalId.replace(/[0-9A-F]{8}$/, '');
}
