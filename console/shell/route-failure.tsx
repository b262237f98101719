import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { useRouteError } from 'react-router';
import { useTexts } from '../texts/use-texts.tsx';
import { Notice } from 'appsync-on-a-laptop/page-kit/notice';

/** How Chrome and Firefox, and how Safari, say that a module could not be loaded. */
const UNLOADED = /dynamically imported module|Importing a module script failed/iu;

/** A view broke, or its code could not be loaded: what was entered is in the drafts. */
export function RouteFailure() {
  const { broken, unloaded } = useTexts().states;
  const error = useRouteError();
  const isUnloaded = error instanceof Error && UNLOADED.test(error.message);
  const { title, text } = isUnloaded ? unloaded : broken;
  const reload = <Button onPress={() => location.reload()}>{broken.reload}</Button>;
  return (
    <Notice icon="alert" title={title} actions={reload} isAlert isPage>
      {text}
    </Notice>
  );
}
