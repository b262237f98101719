import { useToast } from './toasts.tsx';

/** A hook of the client for one mutation. */
type UseCall<Variables> = (options: { readonly onSuccess: () => void }) => {
  readonly mutate: (variables: Variables) => void;
  readonly isPending: boolean;
  readonly error: Error | null;
};

/** What a dialog does that asks before one call, and says afterwards that it is done. */
export function useAsked<Variables>(
  useCall: UseCall<Variables>,
  variables: Variables,
  done: string,
  onClose: () => void,
) {
  const toast = useToast();
  const { mutate, isPending, error } = useCall({
    onSuccess: () => {
      onClose();
      toast({ text: done });
    },
  });
  return { isPending, error, onConfirm: () => mutate(variables), onClose };
}
