import { shortName } from '../../shared/short-name.ts';

/** What is told apart by logical ids, and by names of its own. */
interface Identified {
  readonly logicalId: string;
}

/**
 * The one that goes by a name: its own, its logical id, or that without CDK's hash if no other has it.
 * @param nameOf the name that AWS has for it
 */
export function findNamed<T extends Identified>(
  all: readonly T[],
  name: string,
  nameOf: (one: T) => string,
): T | undefined {
  const [short, ...others] = all.filter((one) => shortName({ logicalId: one.logicalId }) === name);
  return (
    all.find((one) => nameOf(one) === name) ??
    all.find(({ logicalId }) => logicalId === name) ??
    (others.length === 0 ? short : undefined)
  );
}
