import { SelectField } from '../../../page-kit/select-field.tsx';
import { THEMES, useTheme, type Theme } from './theme.ts';

const CHOICES = Object.entries(THEMES).map(([value, label]) => ({ value: value as Theme, label }));

/** The colours, kept in the browser. */
export function ThemeField() {
  const [theme, setTheme] = useTheme();
  return (
    <SelectField
      label="Colours"
      isLabelHidden
      value={theme}
      choices={CHOICES}
      onChange={setTheme}
    />
  );
}
