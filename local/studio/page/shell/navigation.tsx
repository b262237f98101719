import { NavLink } from 'react-router';
import { Icon, type IconName } from '../../../page-kit/icon.tsx';

interface Place {
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
}

/** The views, in the order in which they are asked for most. */
const PLACES: readonly Place[] = [
  { path: '/requests', name: 'Requests', icon: 'requests' },
  { path: '/query', name: 'Query', icon: 'code' },
  { path: '/events', name: 'Events', icon: 'events' },
  { path: '/data', name: 'Data', icon: 'table' },
  { path: '/people', name: 'People', icon: 'people' },
  { path: '/mail', name: 'Mail', icon: 'mail' },
  { path: '/queues', name: 'Queues', icon: 'queue' },
  { path: '/functions', name: 'Functions', icon: 'function' },
  { path: '/resources', name: 'Resources', icon: 'overview' },
  { path: '/snapshots', name: 'Snapshots', icon: 'download' },
  { path: '/clock', name: 'Clock and faults', icon: 'clock' },
];

/** The views: beside the content, on a phone above it. */
export function Navigation() {
  return (
    <nav className="nav" aria-label="Main">
      <ul>
        {PLACES.map(({ path, name, icon }) => (
          <li key={path}>
            <NavLink to={path} className="nav-link">
              <Icon name={icon} size={20} />
              <span>{name}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
