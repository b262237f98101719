import type { InvitationWordingInput, Language } from 'user-manager-client';
import { LANGUAGES } from 'user-manager-client';
import { SelectField } from 'appsync-on-a-laptop/page-kit/select-field';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { useTexts } from '../../texts/use-texts.tsx';

/** How an invitation is written, as it is entered. */
export interface Wording {
  /** Empty: left to the system. */
  readonly language: Language | '';
  readonly message: string;
}

export const NO_WORDING: Wording = { language: '', message: '' };

/** What the API is told; null where nothing was chosen. */
export function wordingInput({ language, message }: Wording): InvitationWordingInput | null {
  const text = message.trim();
  if (language === '' && text === '') return null;
  return { language: language || null, message: text || null };
}

/** Asks for the language of a mail, and for words of one's own that it begins with. */
export function WordingFields(props: {
  readonly value: Wording;
  readonly onChange: (part: Partial<Wording>) => void;
  /** What the first choice is called: what the system does by itself. */
  readonly byItself: string;
  readonly error?: string | null;
}) {
  const { value, onChange, byItself, error = null } = props;
  const { wording, languages } = useTexts();
  const choices = [
    { value: '' as const, label: byItself },
    ...LANGUAGES.map((language) => ({ value: language, label: languages[language] })),
  ];
  return (
    <>
      <SelectField<Language | ''>
        label={wording.language}
        value={value.language}
        choices={choices}
        onChange={(language) => onChange({ language })}
      />
      <TextField
        label={wording.message}
        description={wording.hint}
        rows={3}
        value={value.message}
        onChange={(message) => onChange({ message })}
        error={error}
      />
    </>
  );
}
