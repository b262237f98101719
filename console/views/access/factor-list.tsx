import type { AuthFactor } from 'user-manager-client';
import type { UserAccess } from 'user-manager-client/react';
import { useFormats } from '../../texts/use-formats.ts';
import { useTexts } from '../../texts/use-texts.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Failure } from '../../ui/states.tsx';
import './access.css';

/** What somebody signs in with, in words. */
export function FactorList({ access }: { readonly access: UserAccess }) {
  const { factors: texts } = useTexts().access;
  const { list } = useFormats();
  const { factors, isPending, error, refetch } = access;
  if (error !== null && factors === null) {
    return <Failure error={error} onRetry={() => void refetch()} />;
  }
  if (isPending) return <Skeleton lines={1} />;
  if (factors === null) return <p className="muted">{texts.unknown}</p>;
  const { first, second, preferred } = factors;
  const said = (all: readonly AuthFactor[]) => list(all.map((factor) => texts.names[factor]));
  const isChoice = second.length > 1 && preferred;
  return (
    <dl className="factors">
      <dt>{texts.first}</dt>
      <dd>{first.length === 0 ? texts.nothing : said(first)}</dd>
      <dt>{texts.second}</dt>
      <dd>
        {second.length === 0 ? texts.nothing : said(second)}
        {isChoice ? (
          <span className="muted"> {texts.preferred(texts.names[preferred])}</span>
        ) : null}
      </dd>
    </dl>
  );
}
