import type { ReactNode } from 'react';
import { RouteError } from '../api/call.ts';
import { Button } from '../../../page-kit/button.tsx';
import { Notice } from '../../../page-kit/notice.tsx';

/** What could not be read, and why. */
export function Failure({
  error,
  onRetry,
}: {
  readonly error: Error;
  readonly onRetry?: () => void;
}) {
  const retry = onRetry ? <Button onPress={onRetry}>Try again</Button> : undefined;
  const title = error instanceof RouteError ? 'The engine says no' : 'That did not work';
  return (
    <Notice icon="alert" title={title} actions={retry} isAlert>
      {error.message}
    </Notice>
  );
}

/** Why something that was asked for was not done, beside where it was asked for. */
export function Problem({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  return (
    <p className="callout callout-bad" role="alert">
      {error.message}
    </p>
  );
}

/** Lines where the content will be. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        <div className="skeleton-line" key={line}>
          <span className={`bone bone-${line % 2 === 0 ? 'middle' : 'long'}`} />
          <span className="bone bone-short" />
        </div>
      ))}
    </div>
  );
}

/** What a query has read, or why not, or that it is on its way. */
export function Answer<Data>({
  query,
  children,
}: {
  readonly query: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly children: (data: Data) => ReactNode;
}) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return <Skeleton />;
}
