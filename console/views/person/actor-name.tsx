import { Link } from 'react-router';
import { useSession, useUser } from 'user-manager-client/react';
import { actorName, IMPORT_ACTOR, SYSTEM_ACTOR } from '../../../model/actors.ts';
import { useConfig } from '../../shell/config-context.ts';
import type { Texts } from '../../texts/en.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { nameOf } from '../people/name-of.ts';

const CLIENT = actorName({ id: '', kind: 'client' });

interface Props {
  readonly actor: string;
  /** Alone, or as who did it: "by …". */
  readonly form?: keyof Texts['actors'];
}

/** Who did it, by name: a person, a program, or the system. */
export function ActorName({ actor, form = 'alone' }: Props) {
  const texts = useTexts().actors[form];
  if (actor === SYSTEM_ACTOR) return texts.system;
  if (actor === actorName(IMPORT_ACTOR)) return texts.importer;
  if (actor.startsWith(CLIENT)) return <ProgramName id={actor.slice(CLIENT.length)} form={form} />;
  return <PersonName id={actor} form={form} />;
}

interface Named {
  readonly id: string;
  readonly form: keyof Texts['actors'];
}

/** By the name that the deployment gives it; of one that was made by hand the id says more than nothing. */
function ProgramName({ id, form }: Named) {
  const texts = useTexts().actors[form];
  const { programs = [] } = useConfig();
  const program = programs.find((one) => one.id === id);
  return <span title={id}>{texts.program(program?.name ?? id)}</span>;
}

function PersonName({ id, form }: Named) {
  const texts = useTexts().actors[form];
  const { user: self } = useSession();
  const { user, isPending } = useUser(id);
  if (id === self?.id) return texts.you;
  if (user) {
    return (
      <>
        {texts.before} <Link to={`/people/${id}`}>{nameOf(user)}</Link>
      </>
    );
  }
  return isPending ? <span className="bone bone-short" /> : <span title={id}>{texts.gone}</span>;
}
