import remapping from '@jridgewell/remapping';
import { mapComment, sourceUrls } from '../../shared/source-urls.ts';
import type { FunctionBody } from './rewrite.ts';

/** The comment that leads debuggers from what runs to the sources; '' for a bundle without a map. */
export function debugMap(
  { map }: FunctionBody,
  bundleMap: string | null,
  sourceFolder: string,
): string {
  if (bundleMap === null) return '';
  const outer = { version: 3 as const, names: [], sources: ['code.js'], mappings: map() };
  const { sources, names, mappings } = remapping([outer, bundleMap], () => null);
  const urls = sourceUrls(sources, [sourceFolder]);
  return mapComment({ version: 3, names, sources: urls, mappings });
}
