import type { Texts } from './en.ts';

const LOADERS = {
  en: async () => (await import('./en.ts')).EN,
  de: async () => (await import('./de.ts')).DE,
} as const satisfies Readonly<Record<string, () => Promise<Texts>>>;

/** A language that the console speaks. */
export type Language = keyof typeof LOADERS;

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

const KEY = 'console.language';

/** The one chosen here before, else the first of the browser's that the console speaks. */
export function preferredLanguage(): Language {
  const wanted = [localStorage.getItem(KEY) ?? '', ...navigator.languages];
  const names = wanted.map((tag) => tag.split('-')[0] ?? '');
  return names.find(isLanguage) ?? 'en';
}

/** Takes this language from the next visit on. */
export function keepLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}

/** Only the texts of the language that is read are loaded. */
export const loadTexts = (language: Language): Promise<Texts> => LOADERS[language]();

/** Whether a text names a language of ours. */
export const isLanguage = (name: string): name is Language => Object.hasOwn(LOADERS, name);
