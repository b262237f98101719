/** A URL, or what was meant to be one, as it may be shown: without what is before an @ and after a ?. */
export const withoutSecrets = (url: string): string =>
  url.replace(/[?#].*$/s, '').replace(/^([a-z+.-]*:?\/\/)?.*@/is, '$1');
