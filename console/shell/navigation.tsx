import { NavLink } from 'react-router';
import { useAccess } from '../session/use-access.ts';
import type { Texts } from '../texts/en.ts';
import { useLanguage, useTexts } from '../texts/use-texts.tsx';
import { Icon, type IconName } from 'appsync-on-a-laptop/page-kit/icon';
import { useConfig } from './config-context.ts';

interface Place {
  readonly path: string;
  readonly name: keyof Pick<Texts['nav'], 'overview' | 'people' | 'account'>;
  readonly icon: IconName;
  /** Only whom this is for is shown it; the API refuses the others all the same. */
  readonly isForAdmins: boolean;
}

const PLACES: readonly Place[] = [
  { path: '/overview', name: 'overview', icon: 'overview', isForAdmins: true },
  { path: '/people', name: 'people', icon: 'people', isForAdmins: true },
  { path: '/account', name: 'account', icon: 'account', isForAdmins: false },
];

/** The views that the reader may see: beside the content, on a phone at its foot. */
export function Navigation() {
  const { nav } = useTexts();
  const { isAdmin } = useAccess();
  const places = PLACES.filter(({ isForAdmins }) => isAdmin || !isForAdmins);
  return (
    <nav className="nav" aria-label={nav.label}>
      <ul>
        {places.map(({ path, name, icon }) => (
          <li key={path}>
            <NavLink to={path} className="nav-link">
              <Icon name={icon} size={20} />
              <span>{nav[name]}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Pages beside the console, where there are any. */
export function Elsewhere() {
  const { texts, language } = useLanguage();
  const { nav } = texts;
  const { playground, mailbox } = useConfig();
  const { isAdmin } = useAccess();
  const links: readonly (readonly [string | undefined, string, IconName])[] = [
    [playground, nav.playground, 'code'],
    // It keeps its own choice, as the server makes it; the playground knows that of the console.
    [isAdmin && mailbox ? `${mailbox}?lang=${language}` : undefined, nav.mailbox, 'mail'],
  ];
  const given = links.filter(([path]) => path !== undefined);
  if (given.length === 0) return null;
  return (
    <nav className="nav nav-elsewhere" aria-label={nav.elsewhere}>
      <ul>
        {given.map(([path, name, icon]) => (
          <li key={path}>
            <a href={path} target="_blank" rel="noreferrer" className="nav-link">
              <Icon name={icon} size={20} />
              <span>{name}</span>
              <span className="visually-hidden"> {nav.opensInTab}</span>
              <Icon name="external" size={14} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
