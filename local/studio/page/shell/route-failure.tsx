import { useRouteError } from 'react-router';
import { Button } from '../../../page-kit/button.tsx';
import { Notice } from '../../../page-kit/notice.tsx';

/** A view broke, or its code could not be loaded: the studio was built anew, or the engine stopped. */
export function RouteFailure() {
  const error = useRouteError();
  const reload = <Button onPress={() => location.reload()}>Load the page anew</Button>;
  return (
    <Notice icon="alert" title="This view broke" actions={reload} isAlert>
      {error instanceof Error ? error.message : 'It could not be loaded.'}
    </Notice>
  );
}
