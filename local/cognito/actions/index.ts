import type { Action } from '../action.ts';
import { AdminCreateUser } from './AdminCreateUser.ts';
import { AdminInitiateAuth } from './AdminInitiateAuth.ts';
import { AdminRespondToAuthChallenge } from './AdminRespondToAuthChallenge.ts';
import { AdminSetUserPassword } from './AdminSetUserPassword.ts';
import { GetTokensFromRefreshToken } from './GetTokensFromRefreshToken.ts';
import { InitiateAuth } from './InitiateAuth.ts';
import { RespondToAuthChallenge } from './RespondToAuthChallenge.ts';

/** The actions that are run here, by name. */
export const actions: ReadonlyMap<string, Action> = new Map(
  [
    AdminCreateUser,
    AdminInitiateAuth,
    AdminRespondToAuthChallenge,
    AdminSetUserPassword,
    GetTokensFromRefreshToken,
    InitiateAuth,
    RespondToAuthChallenge,
  ].map((action) => [action.name, action]),
);
