import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Texts } from './en.ts';
import { keepLanguage, loadTexts, type Language } from './languages.ts';

interface Spoken {
  readonly texts: Texts;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

const Context = createContext<Spoken | null>(null);

/** The texts of the language that the reader has chosen. */
export function TextsProvider(props: {
  readonly language: Language;
  readonly texts: Texts;
  readonly children: ReactNode;
}) {
  const [spoken, setSpoken] = useState({ language: props.language, texts: props.texts });
  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);
  const value = useMemo(
    () => ({
      ...spoken,
      setLanguage(language: Language) {
        keepLanguage(language);
        void loadTexts(language).then((texts) => setSpoken({ language, texts }));
      },
    }),
    [spoken],
  );
  return (
    <I18nProvider locale={spoken.language === 'de' ? 'de-DE' : 'en-US'}>
      <Context.Provider value={value}>{props.children}</Context.Provider>
    </I18nProvider>
  );
}

/** @throws Error outside of a TextsProvider */
export function useLanguage(): Spoken {
  const spoken = useContext(Context);
  if (spoken === null) throw new Error('Put a <TextsProvider> around what has texts');
  return spoken;
}

/** The texts in the reader's language. */
export const useTexts = (): Texts => useLanguage().texts;
