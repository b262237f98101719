// Written by `npm run bench -- unit-costs`, which measures a running system; not by hand.
import type { MeasuredUnits } from './operation-units.ts';

export const MEASURED_UNITS: MeasuredUnits = {
  signIn: { read: 0, write: 1, requests: 0, invocations: ['limit-access-token', 'record-sign-in'] },
  me: { read: 1, write: 0, requests: 1, invocations: [] },
  getUser: { read: 1, write: 0, requests: 1, invocations: [] },
  listUsers: { read: 11.5, write: 0, requests: 1, invocations: [] },
  createUser: {
    read: 5,
    write: 18,
    requests: 2,
    invocations: ['create-user', 'publish-changes', 'sync-identity'],
  },
  updateMe: {
    read: 6.5,
    write: 8,
    requests: 2,
    invocations: ['publish-changes', 'sync-identity', 'update-me'],
  },
  updateUser: {
    read: 5.5,
    write: 12,
    requests: 2,
    invocations: ['publish-changes', 'sync-identity', 'update-user'],
  },
  suspendUser: {
    read: 5.5,
    write: 18,
    requests: 2,
    invocations: ['publish-changes', 'suspend-user', 'sync-identity'],
  },
  reactivateUser: {
    read: 5.5,
    write: 18,
    requests: 2,
    invocations: ['publish-changes', 'reactivate-user', 'sync-identity'],
  },
  deleteUser: {
    read: 7,
    write: 32,
    requests: 2,
    invocations: ['delete-user', 'publish-changes', 'sync-identity'],
  },
};
