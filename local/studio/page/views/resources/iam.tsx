import type { RunningApp } from '../../../routes/app.ts';
import { Notice } from '../../ui/states.tsx';

/** Who may do what. */
export function Iam({ app: { roles } }: { readonly app: RunningApp }) {
  if (roles.length === 0) return <Notice icon="shield" title="The app has no roles" />;
  return null;
}
