import { ConnectionError } from 'user-manager-client';
import { useExplain } from '../errors/use-explain.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Notice } from 'appsync-on-a-laptop/page-kit/notice';

/** The role does not allow to see it. */
export function NoRight() {
  const { noRight } = useTexts().states;
  return (
    <Notice icon="lock" title={noRight.title} isPage>
      {noRight.text}
    </Notice>
  );
}

/** There is nothing under this address. */
export function NotFound() {
  const { notFound } = useTexts().states;
  return (
    <Notice icon="search" title={notFound.title} isPage>
      {notFound.text}
    </Notice>
  );
}

/** What could not be read, by the error: no right, no connection, throttled, or a failure. */
export function Failure({
  error,
  onRetry,
}: {
  readonly error: Error;
  readonly onRetry?: (() => void) | undefined;
}) {
  const { states, actions } = useTexts();
  const { text, kind } = useExplain()(error);
  if (kind === 'noRight') return <NoRight />;
  if (error instanceof ConnectionError) {
    return (
      <Notice icon="offline" title={states.offline.title} isAlert>
        {states.offline.text}
      </Notice>
    );
  }
  const retry = onRetry ? <Button onPress={onRetry}>{actions.retry}</Button> : undefined;
  return (
    <Notice
      icon="alert"
      title={kind === 'throttled' ? states.throttled.title : states.error.title}
      actions={retry}
      isAlert
    >
      {text}
    </Notice>
  );
}
