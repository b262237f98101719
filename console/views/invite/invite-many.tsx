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

type NewPerson = NonNullable<PersonLine['user']>;

/** A preview starts when nothing was typed for so long. */
const PAUSE_MS = 300;

/** Invites all of a pasted text or a file; every line is judged before anything is sent. */
export function InviteMany(props: {
  /** Told whether work goes on, which must not be hidden. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onDone: () => void;
}) {
  const { onBusy, onDone } = props;
  const { invite } = useTexts();
  const { number } = useFormats();
  const [kept, keep] = useDraft<string>('invite.many');
  const [file, setFile] = useState<File | null>(null);
  const text = kept ?? '';
  const { read, problem } = usePeopleOf(file, text);
  const { progress, start, stop } = useInviteAll();
  const isBusy = progress !== null && !progress.isOver;
  useEffect(() => onBusy(isBusy), [onBusy, isBusy]);
  const ready = read?.lines.flatMap(({ user }) => user ?? []) ?? [];
  if (progress !== null) {
    const close = () => {
      keep(null);
      onDone();
    };
    return <Running progress={progress} onStop={stop} onClose={close} />;
  }
  return (
    <div className="invite-form">
      {file ? (
        <p className="callout callout-info">
          {invite.chosen(file.name)}{' '}
          <Button isSmall look="ghost" onPress={() => setFile(null)}>
            {invite.forget}
          </Button>
        </p>
      ) : (
        <Source text={text} onText={keep} onFile={setFile} />
      )}
      {problem ? (
        <p className="callout callout-bad" role="alert">
          {problem}
        </p>
      ) : null}
      {read ? <Preview read={read} /> : null}
      <Button
        look="primary"
        icon="mail"
        isDisabled={ready.length === 0}
        onPress={() => start(ready)}
      >
        {invite.sendMany(number(ready.length))}
      </Button>
    </div>
  );
}

/** How far the work is, and what failed and why. */
function Running(props: {
  readonly progress: Progress<NewPerson>;
  readonly onStop: () => void;
  readonly onClose: () => void;
}) {
  const { progress, onStop, onClose } = props;
  const { actions } = useTexts();
  return (
    <>
      <Report progress={progress} isStopped={progress.total > settledOf(progress)} />
      {progress.isOver ? (
        <Button look="primary" onPress={onClose}>
          {actions.close}
        </Button>
      ) : (
        <Button look="danger" onPress={onStop}>
          {actions.cancel}
        </Button>
      )}
    </>
  );
}

const settledOf = ({ done, failed }: Progress<unknown>) => done.length + failed.length;

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

function useInviteAll() {
  const client = useClient();
  const [progress, setProgress] = useState<Progress<NewPerson> | null>(null);
  const note = useNoteRefusal();
  const stopping = useRef(new AbortController());
  return {
    progress,
    start: (people: readonly NewPerson[]) => {
      const { signal } = stopping.current;
      // A token for each makes trying again harmless.
      const tokens = new Map(people.map((person) => [person, crypto.randomUUID()]));
      const invite = (person: NewPerson) =>
        client.mutate(CreateUserDocument, {
          input: { ...person, clientRequestToken: tokens.get(person) ?? null },
        });
      void runAll(people, invite, { signal, tell: tellRefusals(setProgress, note) });
    },
    stop: () => stopping.current.abort(),
  };
}
