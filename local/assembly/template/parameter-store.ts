import type { Resource } from './types.ts';
import { record, text } from './values.ts';

/** Value of an SSM parameter by its name; undefined when no stack of the assembly makes it. */
export type ParameterStore = (name: string) => string | undefined;

/**
 * What templates read of the Parameter Store: the app's own parameters, and what CDK puts there to
 * hand values from region to region.
 */
export function createParameterStore(
  ofType: (type: string) => readonly Resource[],
): ParameterStore {
  return (name) => {
    const own = ofType('AWS::SSM::Parameter').find((resource) => resource.ref() === name);
    if (own) return text(own.get('Value'));
    for (const writer of ofType('Custom::CrossRegionExportWriter')) {
      const exported = record(record(writer.raw('WriterProps'))['exports'])[name];
      if (exported !== undefined) return text(writer.resolve(exported));
    }
    return undefined;
  };
}
