import { JSONata } from './jsonata.ts';
import { JSONPath } from './jsonpath.ts';
import type { QueryLanguages } from './query-language.ts';

/** The query languages of Step Functions. */
export const languages: QueryLanguages = new Map(Object.entries({ JSONPath, JSONata }));
