import { isLanguage, LANGUAGE_NAMES, useLanguage } from './texts/languages.ts';

/** In which language the page speaks; the choice holds for the console of the same origin, too. */
export function LanguageChoice() {
  const { texts, language, setLanguage } = useLanguage();
  return (
    <label className="language">
      {texts.language}
      <select
        value={language}
        onChange={({ target }) => {
          if (isLanguage(target.value)) setLanguage(target.value);
        }}
      >
        {Object.keys(LANGUAGE_NAMES)
          .filter(isLanguage)
          .map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
      </select>
    </label>
  );
}
