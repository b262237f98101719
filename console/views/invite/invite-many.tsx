import { useEffect, useRef, useState } from 'react';
import { CreateUserDocument } from 'user-manager-client';
import { useClient } from 'user-manager-client/react';
import { useDraft } from '../../drafts/drafts.ts';
import { useNoteRefusal } from '../../session/assurance.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { useDelayed } from 'appsync-on-a-laptop/page-kit/use-delayed';
import { Report } from '../bulk/report.tsx';
import { runAll, tellRefusals, type Progress } from '../bulk/run-all.ts';
import { Preview } from './preview.tsx';
import type { PeopleRead, PersonLine } from './read-people.ts';
import { NO_WORDING, WordingFields, wordingInput, type Wording } from './wording.tsx';

type NewPerson = NonNullable<PersonLine['user']>;

/** A preview starts when nothing was typed for so long. */
const PAUSE_MS = 300;

/** How it stands with the work: what goes on must not be hidden, and what is over has a report. */
export type Work = 'none' | 'goesOn' | 'over';

/** Invites all of a pasted text or a file; every line is judged before anything is sent. */
export function InviteMany(props: {
  readonly onWork: (work: Work) => void;
  readonly onDone: () => void;
}) {
  const { onWork, onDone } = props;
  const { wording: texts } = useTexts();
  const [kept, keep] = useDraft<string>('invite.many');
  const [words, keepWords] = useDraft<Wording>('invite.many.wording');
  const wording = words ?? NO_WORDING;
  const [file, setFile] = useState<File | null>(null);
  const text = kept ?? '';
  const { read, problem } = usePeopleOf(file, text);
  const { progress, left, start, stop } = useInviteAll(() => {
    if (file === null) keep(unsendable(read));
    keepWords(null);
  });
  const work = progress === null ? 'none' : progress.isOver ? 'over' : 'goesOn';
  useEffect(() => onWork(work), [onWork, work]);
  const ready = read?.lines.flatMap(({ user }) => user ?? []) ?? [];
  if (progress !== null) {
    return (
      <Running
        progress={progress}
        left={left.length}
        onStop={stop}
        onAgain={() => start(left, wording)}
        onClose={onDone}
      />
    );
  }
  return (
    <div className="invite-form">
      {file ? (
        <Chosen name={file.name} onForget={() => setFile(null)} />
      ) : (
        <Source text={text} onText={keep} onFile={setFile} />
      )}
      {problem ? (
        <p className="callout callout-bad" role="alert">
          {problem}
        </p>
      ) : null}
      {read ? <Preview read={read} /> : null}
      <WordingFields
        value={wording}
        onChange={(part) => keepWords({ ...wording, ...part })}
        byItself={texts.ofSystem}
      />
      <Send count={ready.length} onPress={() => start(ready, wording)} />
    </div>
  );
}

/** The button, in a row that stays in sight. */
function Send({ count, onPress }: { readonly count: number; readonly onPress: () => void }) {
  const { invite } = useTexts();
  const { number } = useFormats();
  return (
    <div className="invite-send">
      <Button look="primary" icon="mail" isDisabled={count === 0} onPress={onPress}>
        {invite.sendMany(number(count))}
      </Button>
    </div>
  );
}

/** The lines that could not be invited, under their header where they have one; null when there are none. */
function unsendable(read: PeopleRead | null): string | null {
  const wrong = read?.lines.filter(({ user }) => user === null).map(({ text }) => text) ?? [];
  if (wrong.length === 0) return null;
  return [...(read?.header ? [read.header] : []), ...wrong].join('\n');
}

/** How far the work is, what failed and why, and a way to go on with who is not invited yet. */
function Running(props: {
  readonly progress: Progress<NewPerson>;
  readonly left: number;
  readonly onStop: () => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}) {
  const { progress, left, onStop, onAgain, onClose } = props;
  const { actions, bulk, invite } = useTexts();
  const { number } = useFormats();
  return (
    <>
      <Report progress={progress} isStopped={progress.total > settledOf(progress)} />
      <div className="invite-running">
        {progress.isOver ? (
          <>
            {left > 0 ? (
              <Button icon="mail" onPress={onAgain}>
                {invite.sendMany(number(left))}
              </Button>
            ) : null}
            <Button look="primary" onPress={onClose}>
              {actions.close}
            </Button>
          </>
        ) : (
          <Button look="danger" onPress={onStop}>
            {bulk.stop}
          </Button>
        )}
      </div>
    </>
  );
}

const settledOf = ({ done, failed }: Progress<unknown>) => done.length + failed.length;

function Chosen({ name, onForget }: { readonly name: string; readonly onForget: () => void }) {
  const { invite } = useTexts();
  return (
    <p className="callout callout-info">
      {invite.chosen(name)}{' '}
      <Button isSmall look="ghost" onPress={onForget}>
        {invite.forget}
      </Button>
    </p>
  );
}

function Source(props: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onFile: (file: File) => void;
}) {
  const { invite } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <TextField
        label={invite.paste}
        description={invite.pasteHint}
        rows={6}
        isCode
        value={props.text}
        onChange={props.onText}
      />
      <div className="invite-file">
        <Button icon="upload" onPress={() => input.current?.click()}>
          {invite.file}
        </Button>
        <span className="field-description">{invite.fileHint}</span>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={invite.file}
          accept=".csv,.tsv,.txt,.jsonl,.ndjson"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) props.onFile(chosen);
          }}
        />
      </div>
    </>
  );
}

/** What the file says, or else the text, judged line by line. The checks are loaded when somebody needs them. */
function usePeopleOf(file: File | null, text: string) {
  const { invite, fields } = useTexts();
  const { list } = useFormats();
  const paused = useDelayed(text, PAUSE_MS);
  const [read, setRead] = useState<PeopleRead | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const judge = async () => {
      const reader = await import('./read-people.ts');
      try {
        const isNothing = file === null && paused.trim() === '';
        const found = isNothing
          ? null
          : await (file ? reader.readPeopleFile(file) : reader.readPastedPeople(paused));
        if (isCurrent) setRead(found);
        if (isCurrent) setProblem(null);
      } catch (error) {
        if (!isCurrent) return;
        setRead(null);
        const isMissing = error instanceof reader.MissingColumns;
        setProblem(
          isMissing
            ? invite.missing(list(error.fields.map((field) => fields[field])))
            : withoutFlags((error as Error).message),
        );
      }
    };
    void judge();
    return () => {
      isCurrent = false;
    };
  }, [file, paused, fields, invite, list]);
  return { read, problem };
}

/** What to do on a command line helps nobody here. */
const withoutFlags = (message: string) => message.replaceAll(/[;.][^;.]*--[^;.]*(?=[;.])/gu, '');

/**
 * The work; what was entered is forgotten when it is all done, and not before.
 * @param onAllDone told when everybody is invited
 */
function useInviteAll(onAllDone: () => void) {
  const client = useClient();
  const [progress, setProgress] = useState<Progress<NewPerson> | null>(null);
  const [left, setLeft] = useState<readonly NewPerson[]>([]);
  const note = useNoteRefusal();
  const stopping = useRef(new AbortController());
  // A token for each makes trying again harmless.
  const tokens = useRef(new Map<NewPerson, string>());
  const inviteBy = (words: Wording) => (person: NewPerson) => {
    const clientRequestToken = tokens.current.get(person) ?? crypto.randomUUID();
    tokens.current.set(person, clientRequestToken);
    const wording = wordingInput(words);
    return client.mutate(CreateUserDocument, { input: { ...person, wording, clientRequestToken } });
  };
  const start = (people: readonly NewPerson[], words: Wording) => {
    const { signal } = (stopping.current = new AbortController());
    const tell = (next: Progress<NewPerson>) => {
      setProgress(next);
      if (!next.isOver) return;
      const done = new Set(next.done);
      const rest = people.filter((person) => !done.has(person));
      setLeft(rest);
      if (rest.length === 0) onAllDone();
    };
    void runAll(people, inviteBy(words), { signal, tell: tellRefusals(tell, note) });
  };
  return { progress, left, start, stop: () => stopping.current.abort() };
}
