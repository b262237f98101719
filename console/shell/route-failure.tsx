import { useTexts } from '../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { Notice } from '../ui/states.tsx';

/** A view broke, or its code could not be loaded: what was entered is in the drafts. */
export function RouteFailure() {
  const { broken } = useTexts().states;
  const reload = <Button onPress={() => location.reload()}>{broken.reload}</Button>;
  return (
    <Notice icon="alert" title={broken.title} actions={reload} isAlert isPage>
      {broken.text}
    </Notice>
  );
}
