import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useState,
  type Context,
  type ReactNode,
} from 'react';

/** The texts of the language that the reader has chosen. */
export interface Spoken<Language extends string, Texts> {
  readonly texts: Texts;
  readonly language: Language;
  /** The reader's own form of the language, such as en-GB: dates and numbers are written by it. */
  readonly locale: string;
  readonly setLanguage: (language: Language) => void;
}

/** Languages by name; only the one that is read is loaded. */
type Loaders<Language extends string, Texts> = Readonly<Record<Language, () => Promise<Texts>>>;

/** What a page speaks with. */
export interface ReaderTexts<Language extends string, Texts> {
  readonly isLanguage: (name: string) => name is Language;
  /** The one chosen here before, else the first of the browser's that the page speaks. */
  readonly preferredLanguage: () => Language;
  readonly loadTexts: (language: Language) => Promise<Texts>;
  /** Around all that has texts. */
  readonly ReaderTextsProvider: (props: {
    readonly language: Language;
    readonly texts: Texts;
    readonly children: ReactNode;
  }) => ReactNode;
  /** @throws Error outside of the provider */
  readonly useLanguage: () => Spoken<Language, Texts>;
}

/**
 * How a reader writes a language: as the browser asks for it, else as it is written where the reader is, such as
 * en-DE for English in a German browser.
 */
function localeOf(language: string): string {
  const wanted = navigator.languages.flatMap(readLocale);
  const own = wanted.find((one) => one.language === language);
  const region = wanted.find((one) => one.region)?.region;
  return (own ?? new Intl.Locale(language, region === undefined ? {} : { region })).baseName;
}

/** Browsers without a language of their own have told such as `en-US@posix`. */
function readLocale(tag: string): readonly Intl.Locale[] {
  try {
    return [new Intl.Locale(tag)];
  } catch {
    return [];
  }
}

/** Where a browser keeps the choice: it holds for all pages of an origin. */
const KEY = 'language';

/**
 * Texts in the reader's language.
 * @param fallback for whose browser asks for none of these
 */
export function createReaderTexts<Language extends string, Texts>(
  loaders: Loaders<Language, Texts>,
  fallback: Language,
): ReaderTexts<Language, Texts> {
  const SpokenContext = createContext<Spoken<Language, Texts> | null>(null);
  const isLanguage = (name: string): name is Language => Object.hasOwn(loaders, name);
  const loadTexts = (language: Language) => loaders[language]();
  return {
    isLanguage,
    loadTexts,
    preferredLanguage() {
      const wanted = [localStorage.getItem(KEY) ?? '', ...navigator.languages];
      const names = wanted.map((tag) => tag.split('-')[0] ?? '');
      return names.find(isLanguage) ?? fallback;
    },
    ReaderTextsProvider: ({ language, texts, children }) => {
      const value = useSpoken({ language, texts }, loadTexts);
      return <SpokenContext value={value}>{children}</SpokenContext>;
    },
    useLanguage: () => useThis(SpokenContext),
  };
}

function useSpoken<Language extends string, Texts>(
  first: Pick<Spoken<Language, Texts>, 'language' | 'texts'>,
  loadTexts: (language: Language) => Promise<Texts>,
): Spoken<Language, Texts> {
  const [spoken, setSpoken] = useState(first);
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  return useMemo(
    () => ({
      ...spoken,
      locale: localeOf(spoken.language),
      setLanguage(language: Language) {
        localStorage.setItem(KEY, language);
        void loadTexts(language).then((texts) => setSpoken({ language, texts }));
      },
    }),
    [spoken, loadTexts],
  );
}

function useThis<Value>(context: Context<Value | null>): Value {
  const value = useContext(context);
  if (value === null) throw new Error('Put the texts around what has texts');
  return value;
}
