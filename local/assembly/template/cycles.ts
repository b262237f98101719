import { LocalError } from '../../shared/errors.ts';

/** Follows references from value to value, and notices when they come back to where they began. */
export interface CycleGuard {
  /**
   * Does the work of resolving what has this name.
   * @throws LocalError ERR_ASSEMBLY when that is what it is doing already
   */
  guard<T>(name: string, work: () => T): T;
}

/** CloudFormation refuses cycles too; a stack overflow would name nothing. */
export function createCycleGuard(): CycleGuard {
  const followed: string[] = [];
  return {
    guard(name, work) {
      const begin = followed.indexOf(name);
      if (begin >= 0) {
        const cycle = [...followed.slice(begin), name].join(' -> ');
        throw new LocalError(
          'ERR_ASSEMBLY',
          `${name} depends on itself: ${cycle}. Break the cycle in the CDK app; CloudFormation refuses it too.`,
        );
      }
      followed.push(name);
      try {
        return work();
      } finally {
        followed.pop();
      }
    },
  };
}
