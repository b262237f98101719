import { isLanguage, LANGUAGE_NAMES, type Language } from '../texts/languages.ts';
import { useLanguage } from '../texts/use-texts.tsx';
import { SelectField } from 'appsync-on-a-laptop/page-kit/select-field';
import { THEMES, useTheme } from './theme.ts';

/** Language and colours of this reader, kept in the browser. */
export function Preferences() {
  const { texts, language, setLanguage } = useLanguage();
  const { settings } = texts;
  const [theme, setTheme] = useTheme();
  const languages = Object.keys(LANGUAGE_NAMES).filter(isLanguage);
  return (
    <div className="preferences">
      <SelectField<Language>
        label={settings.language}
        isLabelHidden
        value={language}
        choices={languages.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        onChange={setLanguage}
      />
      <SelectField
        label={settings.theme}
        isLabelHidden
        value={theme}
        choices={THEMES.map((value) => ({ value, label: settings.themes[value] }))}
        onChange={setTheme}
      />
    </div>
  );
}
