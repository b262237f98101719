import { DE } from './texts/de.ts';
import { EN, type Texts } from './texts/en.ts';

const LANGUAGES = { en: EN, de: DE } as const satisfies Readonly<Record<string, Texts>>;

/** A language that the page speaks. */
export type Language = keyof typeof LANGUAGES;

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

const COOKIE = 'language';
const YEAR = 365 * 24 * 60 * 60; // seconds

/** The page's texts in a language. */
export const textsOf = (language: Language): Texts => LANGUAGES[language];

/** Whether a text names a language of the page. */
export const isLanguage = (name: string): name is Language => Object.hasOwn(LANGUAGES, name);

/** What a request says of its reader. */
interface Asked {
  /** `?lang=` */
  readonly chosen: string | null;
  readonly cookie: string | undefined;
  /** The header accept-language. */
  readonly accepted: string | undefined;
}

/** The language chosen now or before, else the first of the browser's that the page speaks. */
export function languageFor({ chosen, cookie = '', accepted = '' }: Asked): Language {
  const kept = new RegExp(`(?:^|;\\s*)${COOKIE}=(\\w+)`).exec(cookie)?.[1];
  const wanted = [chosen, kept, ...accepted.split(',')].map((tag) => baseOf(tag ?? ''));
  return wanted.find(isLanguage) ?? 'en';
}

/** Has the browser keep a choice. */
export const keepLanguage = (language: Language): string =>
  `${COOKIE}=${language}; Path=/mailbox; Max-Age=${YEAR}; SameSite=Lax`;

/** `de` of `de-AT;q=0.8`: browsers name what they like best first. */
const baseOf = (tag: string) => tag.trim().toLowerCase().split(/[-;]/)[0] ?? '';
