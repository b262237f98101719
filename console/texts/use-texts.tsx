import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Texts } from './en.ts';
import { ReaderTextsProvider, useLanguage, type Language } from './languages.ts';

export { useLanguage } from './languages.ts';

/** The texts of the language that the reader has chosen, React Aria's own among them. */
export function TextsProvider(props: {
  readonly language: Language;
  readonly texts: Texts;
  readonly children: ReactNode;
}) {
  const { language, texts, children } = props;
  return (
    <ReaderTextsProvider language={language} texts={texts}>
      <Locale>{children}</Locale>
    </ReaderTextsProvider>
  );
}

function Locale({ children }: { readonly children: ReactNode }) {
  const { locale } = useLanguage();
  return <I18nProvider locale={locale}>{children}</I18nProvider>;
}

/** The texts in the reader's language. */
export const useTexts = (): Texts => useLanguage().texts;
