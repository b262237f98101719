import { useState, type SubmitEvent } from 'react';
import type { User } from 'user-manager-client';
import { useConfirmEmailChange, useRequestEmailChange } from 'user-manager-client/react';
import { useDraft } from '../../drafts/drafts.ts';
import { useExplain } from '../../errors/use-explain.ts';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { CodeField } from '../../ui/code-field.tsx';
import { TextField } from 'appsync-on-a-laptop/page-kit/text-field';
import { useToast } from '../../ui/toasts.tsx';

/** Where a code was sent to. */
interface Asked {
  readonly email: string;
  readonly expiresAt: string;
}

/** Another address in two steps; a code that was asked for outlives a reload. */
export function EmailChange({ me }: { readonly me: User }) {
  const { email } = useTexts().account;
  const [asked, setAsked] = useDraft<Asked>('account.email');
  return (
    <section className="panel card" aria-labelledby="email-change">
      <h2 id="email-change">{email.title}</h2>
      <p className="muted account-wrap">{email.now(me.email)}</p>
      {asked === null ? (
        <Request onAsked={setAsked} />
      ) : (
        <Confirm asked={asked} onDone={() => setAsked(null)} />
      )}
    </section>
  );
}

function Request({ onAsked }: { readonly onAsked: (asked: Asked) => void }) {
  const { email: texts } = useTexts().account;
  const explain = useExplain();
  const [draft, setDraft] = useDraft<string>('account.new-email');
  const request = useRequestEmailChange({
    onSuccess: (answer) => {
      if (answer === null) return;
      setDraft(null);
      onAsked({ email: answer.email, expiresAt: answer.expiresAt });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    request.mutate({ email: (draft ?? '').trim() });
  };
  const failed = request.error ? explain(request.error) : null;
  return (
    <form className="account-form" onSubmit={submit}>
      <TextField
        name="email"
        type="email"
        label={texts.next}
        value={draft ?? ''}
        autoComplete="email"
        isRequired
        error={failed ? (failed.problems[0]?.message ?? failed.text) : null}
        onChange={setDraft}
      />
      <div className="account-actions">
        <Button type="submit" isDisabled={!draft?.trim()} isPending={request.isPending}>
          {texts.send}
        </Button>
      </div>
    </form>
  );
}

function Confirm({ asked, onDone }: { readonly asked: Asked; readonly onDone: () => void }) {
  const { email: texts } = useTexts().account;
  const { dateTime } = useFormats();
  const toast = useToast();
  const explain = useExplain();
  const [code, setCode] = useState('');
  const confirm = useConfirmEmailChange({
    onSuccess: () => {
      onDone();
      toast({ text: texts.changed(asked.email) });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm.mutate({ code: code.trim() });
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <p role="status" className="account-wrap">
        {texts.sent(asked.email)} {texts.until(dateTime(asked.expiresAt))}
      </p>
      <CodeField
        label={texts.code}
        value={code}
        error={confirm.error ? explain(confirm.error).text : null}
        onChange={setCode}
      />
      <div className="account-actions">
        <Button
          look="primary"
          type="submit"
          isDisabled={code.trim() === ''}
          isPending={confirm.isPending}
        >
          {texts.confirm}
        </Button>
        <Button look="ghost" onPress={onDone}>
          {texts.other}
        </Button>
      </div>
    </form>
  );
}
