import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Sources of a map as file URLs, by which editors and browsers find them. A bundle was moved since it was
 * made, so that its paths lead nowhere from where it is: they are read from the app's folder.
 * @param bases folders to look in, the likeliest first
 */
export function sourceUrls(
  sources: readonly (string | null)[],
  bases: readonly string[],
): (string | null)[] {
  return sources.map((source) => {
    if (source === null || /^[a-z][\w+.-]+:/i.test(source)) return source;
    const within = source.replace(/^(?:\.{1,2}[\\/])+/, '');
    const found = isAbsolute(source)
      ? source
      : bases.map((base) => resolve(base, within)).find((file) => existsSync(file));
    return found === undefined ? source : pathToFileURL(found).href;
  });
}

/** The comment that V8 finds a map by. */
export const mapComment = (map: object): string =>
  `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
