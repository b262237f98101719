import type { UseMutationOptions } from '@tanstack/react-query';
import { useMutation } from '@tanstack/react-query';
import type {
  Client,
  CreateUserInput,
  UpdateMeInput,
  UpdateUserInput,
  User,
  UserChangeType,
  VariablesOf,
} from '../index.ts';
import {
  ConfirmEmailChangeDocument,
  CreateUserDocument,
  DeleteUserDocument,
  PurgeUserDocument,
  ReactivateUserDocument,
  RequestEmailChangeDocument,
  ResendInvitationDocument,
  ResetFactorsDocument,
  RevokeInvitationDocument,
  RevokeSessionDocument,
  SignOutEverywhereDocument,
  SuspendUserDocument,
  UpdateMeDocument,
  UpdateUserDocument,
} from '../index.ts';
import { useShared } from './provider.tsx';

/** TanStack Query's, such as `onSuccess` and `onError`. */
export type MutationOptions<Result, Input> = Omit<
  UseMutationOptions<Result, Error, Input>,
  'mutationFn'
>;

/** A hook that sends one mutation; what it changes is shown before the subscription tells of it. */
function userMutation<Input>(
  send: (client: Client, input: Input) => Promise<User | null>,
  type: UserChangeType = 'UPDATED',
) {
  return (options: MutationOptions<User | null, Input> = {}) => {
    const { client, live, queryClient } = useShared();
    const mutationFn = async (input: Input) => {
      const user = await send(client, input);
      if (user !== null) live.apply(type, user, false);
      return user;
    };
    return useMutation({ ...options, mutationFn }, queryClient);
  };
}

export const useCreateUser = userMutation(
  async (client, input: CreateUserInput) =>
    (await client.mutate(CreateUserDocument, { input })).createUser,
  'CREATED',
);

export const useUpdateUser = userMutation(
  async (client, input: UpdateUserInput) =>
    (await client.mutate(UpdateUserDocument, { input })).updateUser,
);

export const useUpdateMe = userMutation(
  async (client, input: UpdateMeInput) =>
    (await client.mutate(UpdateMeDocument, { input })).updateMe,
);

export const useSuspendUser = userMutation(
  async (client, user: VariablesOf<typeof SuspendUserDocument>) =>
    (await client.mutate(SuspendUserDocument, user)).suspendUser,
);

export const useReactivateUser = userMutation(
  async (client, user: VariablesOf<typeof ReactivateUserDocument>) =>
    (await client.mutate(ReactivateUserDocument, user)).reactivateUser,
);

export const useSignOutEverywhere = userMutation(
  async (client, user: VariablesOf<typeof SignOutEverywhereDocument>) =>
    (await client.mutate(SignOutEverywhereDocument, user)).signOutEverywhere,
);

export const useRevokeSession = userMutation(
  async (client, session: VariablesOf<typeof RevokeSessionDocument>) =>
    (await client.mutate(RevokeSessionDocument, session)).revokeSession,
);

export const useResetFactors = userMutation(
  async (client, user: VariablesOf<typeof ResetFactorsDocument>) =>
    (await client.mutate(ResetFactorsDocument, user)).resetFactors,
);

export const useResendInvitation = userMutation(
  async (client, user: VariablesOf<typeof ResendInvitationDocument>) =>
    (await client.mutate(ResendInvitationDocument, user)).resendInvitation,
);

export const useRevokeInvitation = userMutation(
  async (client, user: VariablesOf<typeof RevokeInvitationDocument>) =>
    (await client.mutate(RevokeInvitationDocument, user)).revokeInvitation,
);

export const useDeleteUser = userMutation(
  async (client, user: VariablesOf<typeof DeleteUserDocument>) =>
    (await client.mutate(DeleteUserDocument, user)).deleteUser,
  'DELETED',
);

export const useConfirmEmailChange = userMutation(
  async (client, change: VariablesOf<typeof ConfirmEmailChangeDocument>) =>
    (await client.mutate(ConfirmEmailChangeDocument, change)).confirmEmailChange,
);

/** A hook that sends a mutation which changes no user that can be seen. */
function mutation<Input, Result>(send: (client: Client, input: Input) => Promise<Result>) {
  return (options: MutationOptions<Result, Input> = {}) => {
    const { client, queryClient } = useShared();
    const mutationFn = (input: Input) => send(client, input);
    return useMutation({ ...options, mutationFn }, queryClient);
  };
}

export const useRequestEmailChange = mutation(
  async (client, change: VariablesOf<typeof RequestEmailChangeDocument>) =>
    (await client.mutate(RequestEmailChangeDocument, change)).requestEmailChange,
);

export const usePurgeUser = mutation(
  async (client, user: VariablesOf<typeof PurgeUserDocument>) =>
    (await client.mutate(PurgeUserDocument, user)).purgeUser,
);
