import { failed } from './answers.ts';
import type { DataSource } from './types.ts';

/** A data source of a type that the engine does not run: every call is a named error. */
export function createUnsupported(name: string, declaredType: string): DataSource {
  const answer = {
    ...failed(
      'UnsupportedDataSource',
      `Data source ${name} is of type ${declaredType}, which does not run on this machine. See local/docs/support.md.`,
    ),
    isMalformedRequest: true,
  };
  return {
    name,
    type: 'UNSUPPORTED',
    execute: () => Promise.resolve(answer),
    executeBatch: (requests) => Promise.resolve(requests.map(() => answer)),
  };
}
