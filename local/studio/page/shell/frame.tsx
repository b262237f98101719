import { Link, Outlet } from 'react-router';
import { useApp } from '../api/use-app.ts';
import { EngineBanner } from './engine-banner.tsx';
import { Navigation } from './navigation.tsx';
import { ThemeField } from './theme-field.tsx';

/** What stands around each view. */
export function Frame() {
  const { data: app } = useApp();
  return (
    <div className="frame">
      <a className="skip" href="#content">
        Go to the content
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <span className="brand-mark" aria-hidden="true" />
          <span className="brand-name">Studio</span>
          {app ? <span className="badge badge-plain">{app.name}</span> : null}
        </Link>
        <ThemeField />
      </header>
      <div className="side">
        <Navigation />
      </div>
      <main className="content" id="content" tabIndex={-1}>
        <EngineBanner />
        <Outlet />
      </main>
    </div>
  );
}
