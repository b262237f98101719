import { useTexts } from '../../../texts/use-texts.tsx';
import { useFormats } from '../../../texts/use-formats.ts';
import { Button, IconButton } from 'appsync-on-a-laptop/page-kit/button';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { Chips } from '../../../ui/chips.tsx';
import type { Texts } from '../../../texts/en.ts';
import type { AttributeRow, AttributesInput, AttributesRead } from './attribute-values.ts';
import { readAttributes, rowsOf } from './attribute-values.ts';

interface Props {
  readonly value: AttributesInput;
  readonly onChange: (value: AttributesInput) => void;
  /** What the API found wrong. */
  readonly error: string | null;
}

/** The team's own data, row by row or as JSON; what is entered one way can be gone on with the other. */
export function AttributeFields({ value, onChange, error }: Props) {
  const { person } = useTexts();
  const { number } = useFormats();
  const read = readAttributes(value);
  const problem = 'value' in read ? error : sayProblem(read, person.attributeForm);
  const bytes = 'value' in read && read.value ? sizeOf(read.value) : 0;
  return (
    <fieldset className="attributes">
      <legend className="field-label">{person.attributes}</legend>
      <Chips
        label={person.attributes}
        value={value.mode}
        choices={(['form', 'json'] as const).map((mode) => ({
          value: mode,
          label: mode === 'form' ? person.asForm : person.asJson,
          isDisabled: value.mode !== mode && !('value' in read),
        }))}
        onChange={(mode) => {
          if (value.mode !== mode && 'value' in read) onChange(inMode(mode, read.value));
        }}
      >
        <span className="muted">{person.attributeForm.size(number(bytes))}</span>
      </Chips>
      {value.mode === 'form' ? (
        <Rows rows={value.rows} onChange={(rows) => onChange({ mode: 'form', rows })} />
      ) : (
        <TextField
          label={person.asJson}
          rows={8}
          isCode
          value={value.text}
          onChange={(text) => onChange({ mode: 'json', text })}
        />
      )}
      {problem ? (
        <p className="field-error" role="alert">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}

const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

function inMode(
  mode: AttributesInput['mode'],
  value: Readonly<Record<string, unknown>> | null,
): AttributesInput {
  if (mode === 'form') return { mode, rows: rowsOf(value) };
  return { mode, text: value === null ? '' : JSON.stringify(value, null, 2) };
}

function sayProblem(
  read: Exclude<AttributesRead, { value: unknown }>,
  texts: Texts['person']['attributeForm'],
): string {
  switch (read.problem) {
    case 'noObject':
      return texts.noObject;
    case 'syntax':
      return texts.syntax(read.message);
    case 'twice':
      return texts.twice(read.name);
  }
}

function Rows({
  rows,
  onChange,
}: {
  readonly rows: readonly AttributeRow[];
  readonly onChange: (rows: readonly AttributeRow[]) => void;
}) {
  const { attributeForm: texts } = useTexts().person;
  const set = (index: number, part: Partial<AttributeRow>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <>
      {rows.map((row, index) => (
        // Rows have no other identity than their place.
        <div className="attribute-row" key={index}>
          <TextField
            label={texts.name}
            value={row.name}
            onChange={(name) => set(index, { name })}
          />
          <TextField
            label={texts.value}
            value={row.value}
            onChange={(value) => set(index, { value })}
          />
          <IconButton
            label={texts.remove(row.name)}
            icon="trash"
            onPress={() => onChange(rows.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <Button isSmall icon="plus" onPress={() => onChange([...rows, { name: '', value: '' }])}>
        {texts.add}
      </Button>
      <span className="field-description">{texts.hint}</span>
    </>
  );
}
