import { Link } from 'react-router';
import { useAddress } from '../shell/use-address.ts';

/** Parts of a view, of which the address names the one that is shown: links, so that each has its own. */
export function Tabs<Name extends string>({
  label,
  names,
  shown,
}: {
  readonly label: string;
  readonly names: Readonly<Record<Name, string>>;
  readonly shown: Name;
}) {
  const { hrefWith } = useAddress();
  return (
    <nav className="tabs" aria-label={label}>
      {Object.entries<string>(names).map(([name, text]) => (
        <Link
          key={name}
          to={hrefWith({ tab: name })}
          className="tab"
          aria-current={name === shown ? 'page' : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}
