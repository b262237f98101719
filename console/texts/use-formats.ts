import { createFormats, type Formats } from './formats.ts';
import { useLanguage } from './use-texts.tsx';

/** By locale, for all that show something: the browser takes a millisecond to make them. */
const made = new Map<string, Formats>();

/** Formats of the reader's locale. */
export function useFormats(): Formats {
  const { locale } = useLanguage();
  const known = made.get(locale);
  if (known) return known;
  const formats = createFormats(locale);
  made.set(locale, formats);
  return formats;
}
