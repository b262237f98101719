import { Link } from 'react-router';
import { useSession, useUser } from 'user-manager-client/react';
import { actorName, IMPORT_ACTOR, SYSTEM_ACTOR } from '../../../model/actors.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { nameOf } from '../people/name-of.ts';

const CLIENT = actorName({ id: '', kind: 'client' });

/** Who did it, by name: a person, a program, or the system. */
export function ActorName({ actor }: { readonly actor: string }) {
  const { history } = useTexts().person;
  if (actor === SYSTEM_ACTOR) return history.system;
  if (actor === actorName(IMPORT_ACTOR)) return history.importer;
  if (actor.startsWith(CLIENT)) return history.client(actor.slice(CLIENT.length));
  return <PersonName id={actor} />;
}

function PersonName({ id }: { readonly id: string }) {
  const { history } = useTexts().person;
  const { user: self } = useSession();
  const { user, isPending } = useUser(id);
  if (id === self?.id) return history.you;
  if (user) return <Link to={`/people/${id}`}>{nameOf(user)}</Link>;
  return isPending ? <span className="bone bone-short" /> : <span title={id}>{history.gone}</span>;
}
