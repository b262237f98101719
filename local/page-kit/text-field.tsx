import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaProps,
} from 'react-aria-components/TextField';

/** What a field for one text is. */
export interface TextFieldProps extends Pick<
  AriaProps,
  'name' | 'type' | 'isRequired' | 'isDisabled' | 'isReadOnly' | 'autoFocus' | 'inputMode'
> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: ReactNode;
  /** What is wrong with the value; read out with the field. */
  readonly error?: string | null;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  /** More than 1: several lines. */
  readonly rows?: number;
  /** Letters of equal width, for code. */
  readonly isCode?: boolean;
  readonly placeholder?: string;
  /** The label is for readers only. */
  readonly isLabelHidden?: boolean;
}

/** A labelled field for a text, with what it is for and what is wrong with it. */
export function TextField(props: TextFieldProps) {
  const { label, description, error, rows = 1, isCode = false, placeholder, ...others } = props;
  const { isLabelHidden = false, ...rest } = others;
  const className = isCode ? 'input input-code' : 'input';
  return (
    <AriaTextField {...rest} className="field" isInvalid={Boolean(error)} validationBehavior="aria">
      <Label className={isLabelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      {rows > 1 ? (
        <TextArea
          className={className}
          rows={rows}
          placeholder={placeholder}
          spellCheck={!isCode}
        />
      ) : (
        <Input className={className} placeholder={placeholder} />
      )}
      {description ? (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      ) : null}
      <FieldError className="field-error">{error}</FieldError>
    </AriaTextField>
  );
}
