import { useState } from 'react';
import type { FactorAccess, SignInOptions } from 'user-manager-client';
import { usePasskeysHere } from './use-passkeys-here.ts';

/** What is offered to whoever has just given the code of a mail, before the session begins. */
export interface Offer {
  readonly access: FactorAccess;
  /** Goes on with the sign-in. */
  readonly settle: () => void;
}

/** Where it is kept that this browser's person would rather not. */
const DECLINED = 'passkey-offer';

/** None is offered here from now on. */
export const declineOffers = (): void => localStorage.setItem(DECLINED, 'declined');

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
    const { hasNone } = await import('./passkey-offer.tsx');
    if (!(await hasNone(access))) return;
    await new Promise<void>((resolve) => setOffer({ access, settle: resolve }));
    setOffer(null);
  };
  return { offer, options: { setUp } };
}
