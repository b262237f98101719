import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from 'user-manager-client';
import { useClient, usePurgeUser } from 'user-manager-client/react';
import { useTexts } from '../../texts/use-texts.tsx';
import { Button } from 'appsync-on-a-laptop/page-kit/button';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Notice } from 'appsync-on-a-laptop/page-kit/notice';
import { Failure } from '../../ui/states.tsx';
import { useToast } from '../../ui/toasts.tsx';
import { readExport, useExportPerson, type PersonExport } from './export-person.ts';

const RETRIES = 4;

/** After an erasure one entry is left, bare, and only for some days (functions/lib/purge.ts). */
const isErased = ({ history }: PersonExport): boolean =>
  history.every(({ expiresAt }) => expiresAt !== undefined);

const isNotFound = (error: unknown) => isApiError(error) && error.errorType === 'NotFound';

/** Nobody has this id (any more): what is left of a deleted person, or nothing. */
export function GonePerson({ id }: { readonly id: string }) {
  const { person } = useTexts();
  const { gone, actions } = person;
  const client = useClient();
  const [isPurging, setIsPurging] = useState(false);
  const exportPerson = useExportPerson();
  const queryKey = ['user-manager', 'gone', id];
  const { data, isPending, error, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => readExport(client, id, signal),
    // A moment after a deletion Cognito may be letting go of the user while it is asked.
    retry: (failures, reason) => failures < RETRIES && !isNotFound(reason),
  });
  if (isPending) return <Skeleton />;
  const isNobody = isNotFound(error);
  if (error !== null && !isNobody) return <Failure error={error} onRetry={() => void refetch()} />;
  if (isNobody) {
    return (
      <Notice icon="search" title={gone.never}>
        {gone.neverText}
      </Notice>
    );
  }
  if (data && isErased(data)) {
    return (
      <Notice icon="trash" title={gone.erased}>
        {gone.erasedText}
      </Notice>
    );
  }
  return (
    <>
      <Notice
        icon="trash"
        title={gone.title}
        actions={
          <>
            <Button icon="download" onPress={() => void exportPerson({ id, email: id })}>
              {actions.exportAll}
            </Button>
            <Button look="danger" onPress={() => setIsPurging(true)}>
              {gone.purge}
            </Button>
          </>
        }
      >
        {gone.text}
      </Notice>
      {isPurging ? (
        <PurgeDialog id={id} queryKey={queryKey} onClose={() => setIsPurging(false)} />
      ) : null}
    </>
  );
}

function PurgeDialog(props: {
  readonly id: string;
  readonly queryKey: readonly string[];
  readonly onClose: () => void;
}) {
  const { person } = useTexts();
  const { gone, done } = person;
  const toast = useToast();
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = usePurgeUser({
    onSuccess: async () => {
      props.onClose();
      toast({ text: done.purged });
      await queryClient.invalidateQueries({ queryKey: props.queryKey });
    },
  });
  return (
    <ConfirmDialog
      title={gone.purgeTitle}
      confirm={gone.purge}
      isDanger
      typed={{ label: gone.type(gone.purgeWord), texts: [gone.purgeWord] }}
      isPending={isPending}
      error={error}
      onConfirm={() => mutate({ id: props.id })}
      onClose={props.onClose}
    >
      <p>{gone.purgeText}</p>
    </ConfirmDialog>
  );
}
