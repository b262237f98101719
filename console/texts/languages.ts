import { createReaderTexts } from 'appsync-on-a-laptop/page-kit/reader-texts';
import type { Texts } from './en.ts';

const LOADERS = {
  en: async () => (await import('./en.ts')).EN,
  de: async () => (await import('./de.ts')).DE,
} as const satisfies Readonly<Record<string, () => Promise<Texts>>>;

/** A language that the console speaks. */
export type Language = keyof typeof LOADERS;

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** How the reader's language is found, kept and loaded. */
export const { isLanguage, preferredLanguage, loadTexts, ReaderTextsProvider, useLanguage } =
  createReaderTexts<Language, Texts>(LOADERS, 'en');
