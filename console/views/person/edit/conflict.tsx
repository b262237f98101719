import { useState } from 'react';
import { useFormats } from '../../../texts/use-formats.ts';
import { useTexts } from '../../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { useIntoView } from '../../../ui/problem.tsx';
import { readAttributes } from './attribute-values.ts';
import type { Divergence, EditBase, EditField, EditValues } from './edit-values.ts';
import { valuesOf, withTheirs } from './edit-values.ts';

/** Somebody else was faster: both sides field by field, and either can be taken. */
export function Conflict(props: {
  readonly divergence: Divergence;
  readonly values: EditValues;
  readonly present: EditBase;
  readonly onApply: (values: EditValues) => void;
}) {
  const { divergence, values, present, onApply } = props;
  const { conflicts, theirsOnly } = divergence;
  const { fields, person } = useTexts();
  const { conflict } = person;
  const { list } = useFormats();
  const textOf = useSideText();
  const shown = useIntoView<HTMLElement>();
  const [theirs, setTheirs] = useState<ReadonlySet<EditField>>(new Set());
  const choose = (field: EditField, isTheirs: boolean) => {
    const next = new Set(theirs);
    if (isTheirs) next.add(field);
    else next.delete(field);
    setTheirs(next);
  };
  const apply = () => {
    const taken = [...theirsOnly, ...conflicts.filter((field) => theirs.has(field))];
    onApply(withTheirs(values, present, taken));
  };
  return (
    <section className="conflict" role="alert" aria-label={conflict.title} ref={shown}>
      <h3>{conflict.title}</h3>
      {conflicts.length > 0 ? <p>{conflict.text}</p> : null}
      {theirsOnly.length > 0 ? (
        <p>{conflict.theirsOnly(list(theirsOnly.map((field) => fields[field])))}</p>
      ) : null}
      {conflicts.map((field) => (
        <fieldset key={field} className="conflict-field">
          <legend>{fields[field]}</legend>
          <Side
            field={field}
            side={conflict.mine}
            text={textOf(field, values)}
            isChosen={!theirs.has(field)}
            onChoose={() => choose(field, false)}
          />
          <Side
            field={field}
            side={conflict.theirs}
            text={textOf(field, valuesOf(present))}
            isChosen={theirs.has(field)}
            onChoose={() => choose(field, true)}
          />
        </fieldset>
      ))}
      <Button look="primary" onPress={apply}>
        {conflict.apply}
      </Button>
    </section>
  );
}

function Side(props: {
  readonly field: EditField;
  readonly side: string;
  readonly text: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { field, side, text, isChosen, onChoose } = props;
  return (
    <label className={isChosen ? 'side-choice side-chosen' : 'side-choice'}>
      <input type="radio" name={`side-${field}`} checked={isChosen} onChange={onChoose} />
      <span>
        <span className="muted">{side}</span>
        <br />
        <span className="wrap">{text}</span>
      </span>
    </label>
  );
}

function useSideText(): (field: EditField, values: EditValues) => string {
  const { roles, person } = useTexts();
  return (field, values) => {
    if (field === 'role') return roles[values.role];
    if (field !== 'attributes') return values[field] || person.none;
    const read = readAttributes(values.attributes);
    return 'value' in read ? JSON.stringify(read.value ?? {}) : '…';
  };
}
