import { useMutation } from '@tanstack/react-query';
import { addPasskey, listPasskeys, type FactorAccess } from 'user-manager-client';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { useTexts } from '../texts/use-texts.tsx';
import { useSayProblem } from './sign-in-problem.ts';
import { declineOffers, type Offer } from './use-passkey-offer.ts';

/** Whether somebody has none, as far as can be told. */
export const hasNone = (access: FactorAccess): Promise<boolean> =>
  listPasskeys(access).then(
    (known) => known.length === 0,
    () => false,
  );

/** At the door. */
export function PasskeyOffer({ offer: { access, settle } }: { readonly offer: Offer }) {
  const { passkey: texts } = useTexts().session;
  const say = useSayProblem();
  const add = useMutation({ mutationFn: () => addPasskey(access), onSuccess: settle });
  const decline = () => {
    declineOffers();
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
