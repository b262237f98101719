import type { Plugin } from 'vite';

const REACT_ARIA_WORDS = /react-(?:aria|stately|aria-components)\/dist\/.*\/intl\/.*\.m?js$/u;

/**
 * React Aria's own words come in 34 languages, half of what a first visit would load.
 * @param languages the ends of the files that a page takes, such as `/en-US\.m?js$/u`
 * @returns a plugin of Vite that leaves out the others
 */
export function onlyLanguages(languages: RegExp): Plugin {
  return {
    name: 'only-languages',
    enforce: 'pre',
    load(id) {
      const isForeign = REACT_ARIA_WORDS.test(id) && !languages.test(id);
      return isForeign ? 'export default {};' : null;
    },
  };
}
