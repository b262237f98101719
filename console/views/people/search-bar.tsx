import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { SearchField } from 'react-aria-components/SearchField';
import type { UserRole } from 'user-manager-client';
import { USER_ROLES } from 'user-manager-client';
import { useUserStats } from 'user-manager-client/react';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Icon } from 'appsync-on-a-laptop/page-kit/icon';
import { SelectField } from 'appsync-on-a-laptop/page-kit/select-field';
import { useDelayed } from 'appsync-on-a-laptop/page-kit/use-delayed';
import { ORDERS, type PeopleSearch } from './people-search.ts';

/** A search starts when nothing was typed for so long. */
const PAUSE_MS = 200;

interface Props {
  readonly search: PeopleSearch;
  readonly onChange: (part: Partial<PeopleSearch>) => void;
}

/** What to look for, whom, and in which order. */
export function SearchBar({ search, onChange }: Props) {
  const { people, roles } = useTexts();
  const { number } = useFormats();
  const { stats } = useUserStats();
  const roleChoices = USER_ROLES.map((value) => {
    const label = roles[value];
    return { value, label: stats ? `${label} (${number(stats.byRole[value])})` : label };
  });
  return (
    <div className="search-bar">
      <SearchText text={search.text} onChange={(text) => onChange({ text })} />
      <SelectField<UserRole | ''>
        label={people.role}
        isLabelHidden
        value={search.role ?? ''}
        choices={[{ value: '', label: people.anyRole }, ...roleChoices]}
        onChange={(role) => onChange({ role: role === '' ? null : role })}
      />
      <SelectField
        label={people.sort}
        isLabelHidden
        value={search.order}
        choices={ORDERS.map((value) => ({ value, label: people.sorts[value] }))}
        onChange={(order) => onChange({ order })}
      />
    </div>
  );
}

/** Searches as somebody types; the address follows, and it follows the address. */
function SearchText({
  text,
  onChange,
}: {
  readonly text: string;
  readonly onChange: (text: string) => void;
}) {
  const { people } = useTexts();
  const [typed, setTyped] = useState(text);
  const paused = useDelayed(typed, PAUSE_MS);
  const told = useRef(text);
  useEffect(() => {
    if (text === told.current) return;
    told.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (paused === told.current) return;
    told.current = paused;
    onChange(paused);
    // Only when typing has paused; the function is another one at each render.
  }, [paused]);
  return (
    <SearchField
      className="search-field"
      aria-label={people.search}
      value={typed}
      onChange={setTyped}
      onClear={() => {
        told.current = '';
        onChange('');
      }}
    >
      <Icon name="search" />
      <Input className="input" placeholder={people.searchHint} />
      <Button className="search-clear" aria-label={people.clearSearch}>
        <Icon name="close" size={16} />
      </Button>
    </SearchField>
  );
}
