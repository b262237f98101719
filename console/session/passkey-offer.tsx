import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  addPasskey,
  listPasskeys,
  type FactorAccess,
  type SignInOptions,
} from 'user-manager-client';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { useTexts } from '../texts/use-texts.tsx';
import { useSayProblem } from './sign-in-problem.ts';
import { usePasskeysHere } from './use-passkeys-here.ts';

/** What is offered to whoever has just given the code of a mail, before the session begins. */
export interface Offer {
  readonly access: FactorAccess;
  /** Goes on with the sign-in. */
  readonly settle: () => void;
}

/** Where it is kept that this browser's person would rather not. */
const DECLINED = 'passkey-offer';

/**
 * Offers a passkey to who signs in by code and has none, so that nobody needs a password for ever.
 * @returns the offer that waits for an answer, and what the sign-in is begun with
 */
export function usePasskeyOffer(): {
  readonly offer: Offer | null;
  readonly options: SignInOptions;
} {
  const isHere = usePasskeysHere();
  const [offer, setOffer] = useState<Offer | null>(null);
  if (!isHere || localStorage.getItem(DECLINED) !== null) return { offer, options: {} };
  const setUp = async (access: FactorAccess) => {
    // The sign-in goes on whatever becomes of the offer.
    const known = await listPasskeys(access).catch(() => null);
    if (known?.length !== 0) return;
    await new Promise<void>((resolve) => setOffer({ access, settle: resolve }));
    setOffer(null);
  };
  return { offer, options: { setUp } };
}

/** At the door. */
export function PasskeyOffer({ offer: { access, settle } }: { readonly offer: Offer }) {
  const { passkey: texts } = useTexts().session;
  const say = useSayProblem();
  const add = useMutation({ mutationFn: () => addPasskey(access), onSuccess: settle });
  const decline = () => {
    localStorage.setItem(DECLINED, 'declined');
    settle();
  };
  return (
    <div className="door-form">
      <span className="brand-mark" aria-hidden="true" />
      <h1>{texts.offerTitle}</h1>
      <p className="door-intro">{texts.offer}</p>
      {add.error ? (
        <p className="callout callout-bad" role="alert">
          {say(add.error, true)}
        </p>
      ) : null}
      <Button look="primary" autoFocus isPending={add.isPending} onPress={() => add.mutate()}>
        {texts.add}
      </Button>
      <Button look="ghost" onPress={decline}>
        {texts.later}
      </Button>
    </div>
  );
}
