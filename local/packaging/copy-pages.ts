import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** What a person who has installed the engine reads. */
const PAGES = [
  'README.md',
  'docs/studio.md',
  'docs/studio-api.md',
  'docs/support.md',
  'docs/tracing.md',
];

/** A link or a picture: its text, its path, and a heading there. */
const LINK = /!?\[([^\]]*)\]\(([^)#\s]+)(#[^)\s]*)?\)/gu;

/**
 * Copies the pages into the built package, last of all: a link to what did not come along is its text alone, one
 * to a source leads to what was built of it.
 * @param sources the engine's folder
 * @param folder the built package
 */
export function copyPages(sources: string, folder: string): void {
  for (const page of PAGES) cpSync(join(sources, page), join(folder, page));
  for (const page of PAGES) {
    const file = join(folder, page);
    writeFileSync(file, withinPackage(readFileSync(file, 'utf8'), file, folder));
  }
}

function withinPackage(text: string, page: string, folder: string): string {
  return text.replaceAll(LINK, (link: string, words: string, path: string, heading = '') => {
    if (/^\w+:/u.test(path)) return link;
    const built = path.replace(/\.tsx?$/u, '.js');
    const file = join(dirname(page), built);
    const leads = !relative(folder, file).startsWith('..') && existsSync(file);
    return leads ? `[${words}](${built}${heading})` : words;
  });
}
