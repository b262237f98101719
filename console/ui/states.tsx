import type { ReactNode } from 'react';
import { ConnectionError } from 'user-manager-client';
import { useExplain } from '../errors/use-explain.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Icon, type IconName } from 'appsync-on-a-laptop/page-kit/icon';

/** A view, or a part of it, that has nothing to show: why, and what to do. */
export function Notice(props: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Read out at once. */
  readonly isAlert?: boolean;
  /** It is all that the page shows. */
  readonly isPage?: boolean;
}) {
  const Title = props.isPage ? 'h1' : 'h2';
  return (
    <div className="notice" role={props.isAlert ? 'alert' : undefined}>
      <span className="notice-icon">
        <Icon name={props.icon} size={26} />
      </span>
      <Title className="notice-title">{props.title}</Title>
      {props.children ? <p className="notice-text">{props.children}</p> : null}
      {props.actions ? <div className="notice-actions">{props.actions}</div> : null}
    </div>
  );
}

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
