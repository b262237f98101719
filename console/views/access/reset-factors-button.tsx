import { useState } from 'react';
import type { User } from 'user-manager-client';
import type { UserAccess } from 'user-manager-client/react';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { later } from 'appsync-on-a-laptop/page-kit/later';
import { useTexts } from '../../texts/use-texts.tsx';

const ResetFactors = later(async () => (await import('./reset-factors.tsx')).ResetFactors);

/** For administrators: takes second factors away, where there are any. */
export function ResetFactorsButton(props: { readonly user: User; readonly access: UserAccess }) {
  const { user, access } = props;
  const { reset } = useTexts().access.factors;
  const [isAsked, setIsAsked] = useState(false);
  const { first = [], second = [] } = access.factors ?? {};
  return (
    <>
      {second.length > 0 ? (
        <div className="access-actions">
          <Button isSmall icon="shield" onPress={() => setIsAsked(true)}>
            {reset.confirm}
          </Button>
        </div>
      ) : null}
      {isAsked ? (
        <ResetFactors
          user={user}
          hasPasskey={first.includes('PASSKEY')}
          onClose={() => setIsAsked(false)}
        />
      ) : null}
    </>
  );
}
