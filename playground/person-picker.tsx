import { PERSON } from './placeholders.ts';
import { useTexts } from './texts/languages.ts';
import type { PickedPerson } from './use-person.ts';

/** Whom the examples are about, in the place of an id that would have to be copied. */
export function PersonPicker({
  person: { people, id, pick, look },
}: {
  readonly person: PickedPerson;
}) {
  const texts = useTexts().person;
  if (people.length === 0) return null;
  return (
    <section aria-labelledby="person-title">
      <h2 id="person-title">{texts.title}</h2>
      <label>
        <span className="hint">
          {texts.hint} <q lang="en">{PERSON}</q>
        </span>
        <select value={id ?? ''} onFocus={look} onChange={({ target }) => pick(target.value)}>
          {people.map((user) => (
            <option key={user.id} value={user.id}>
              {`${user.firstName} ${user.lastName}, ${user.role} ${user.status}`}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
