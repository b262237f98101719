import { apiSchema, apiSignature } from './apis.ts';
import { app } from './app.ts';
import { changeGroups } from './change-groups.ts';
import { clock } from './clock.ts';
import { confirmUser } from './confirm-user.ts';
import { deleteItem } from './delete-item.ts';
import { deleteMails } from './delete-mails.ts';
import { deleteMessages } from './delete-messages.ts';
import { disableUser } from './disable-user.ts';
import { enableUser } from './enable-user.ts';
import { faults } from './faults.ts';
import { functionLogs } from './function-logs.ts';
import { functions } from './functions.ts';
import { iam } from './iam.ts';
import { invokeFunction } from './invoke-function.ts';
import { issueTokens } from './issue-tokens.ts';
import { mails } from './mails.ts';
import { poolGroups } from './pool-groups.ts';
import { poolUser } from './pool-user.ts';
import { poolUsers } from './pool-users.ts';
import { putItem } from './put-item.ts';
import { queueMessages } from './queue-messages.ts';
import { queues } from './queues.ts';
import { redrive } from './redrive.ts';
import { roleCredentials } from './role-credentials.ts';
import type { LocalRoute } from './route.ts';
import { sendMessage } from './send-message.ts';
import { setClock } from './set-clock.ts';
import { setFaults } from './set-faults.ts';
import { setPassword } from './set-password.ts';
import { signOutUser } from './sign-out-user.ts';
import { tableChanges } from './table-changes.ts';
import { tableItem } from './table-item.ts';
import { tableItems } from './table-items.ts';
import { tables } from './tables.ts';
import { userPools } from './user-pools.ts';

/** All that the studio answers, in the order of its docs. */
export const ROUTES: readonly LocalRoute[] = [
  app,
  apiSchema,
  apiSignature,
  tables,
  tableItems,
  tableItem,
  putItem,
  deleteItem,
  tableChanges,
  userPools,
  poolUsers,
  poolUser,
  poolGroups,
  confirmUser,
  setPassword,
  enableUser,
  disableUser,
  signOutUser,
  changeGroups,
  issueTokens,
  mails,
  deleteMails,
  queues,
  queueMessages,
  sendMessage,
  deleteMessages,
  redrive,
  functions,
  invokeFunction,
  functionLogs,
  iam,
  roleCredentials,
  clock,
  setClock,
  faults,
  setFaults,
];
