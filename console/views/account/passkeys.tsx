import { useState } from 'react';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { usePasskeysHere } from '../../session/use-passkeys-here.ts';
import { useTexts } from '../../texts/use-texts.tsx';

const OwnPasskeys = later(async () => (await import('./own-passkeys.tsx')).OwnPasskeys);

/** The own passkeys, where this page can use any. */
export function Passkeys() {
  const { passkeys: texts } = useTexts().account;
  const isHere = usePasskeysHere();
  const [isOpen, setIsOpen] = useState(false);
  if (!isHere) return null;
  return (
    <section className="panel card" aria-labelledby="passkeys">
      <h2 id="passkeys">{texts.title}</h2>
      <p className="muted">{texts.intro}</p>
      {isOpen ? (
        <OwnPasskeys onClose={() => setIsOpen(false)} />
      ) : (
        <div className="account-actions">
          <Button onPress={() => setIsOpen(true)}>{texts.manage}</Button>
        </div>
      )}
    </section>
  );
}
