import { type Inference, from } from './inference.ts';

/** What of user pools is not verified against AWS. */
export const COGNITO: Readonly<Record<string, readonly Inference[]>> = {
  'Cognito user pools': from('local/services/cognito/', [
    [
      'issuer and keys',
      '`iss` has AWS’s form; the keys are at `<gateway>/<pool id>/.well-known/jwks.json`, which is not where AWS’s are',
      'pool/pool.ts',
    ],
    [
      'texts of `Password attempts exceeded` and the lock after five failures',
      'from AWS’s description: 1 s, doubled to 15 minutes',
      'credentials/attempts.ts',
    ],
    [
      'how far `TIMESTAMP` of SRP may be from the clock',
      '5 minutes; reports of AWS users disagree, so that the log tells when the clock alone was wrong',
      'flows/srp-timestamp.ts',
    ],
    [
      'which sign-ins get NewDeviceMetadata where the pool tracks devices',
      'all through the API that name no confirmed device, whatever the flow; none on the pages',
      'flows/sign-in.ts',
    ],
    [
      'a confirmed device that is not remembered, or where devices do not stand in for the second factor',
      'the code first, then `DEVICE_SRP_AUTH`; without a second factor `DEVICE_SRP_AUTH` alone',
      'flows/after-password.ts',
    ],
    [
      'a remembered device of somebody whose second factor is `EMAIL_OTP`',
      'the code all the same: AWS names text messages and apps only',
      'flows/known-device.ts',
    ],
    [
      'what `amr` says of a sign-in that a device took the place of the code of',
      'the password alone, without `mfa`',
      'flows/proofs.ts',
    ],
    [
      'a DEVICE_KEY that is not known',
      '`ResourceNotFoundException`, “Device does not exist.”, after the right password; before it, in CUSTOM_AUTH and with codes and passkeys it is not looked at',
      'flows/known-device.ts',
    ],
    [
      'the refresh token of a device that was never confirmed, or was forgotten',
      '`NotAuthorizedException`, “Invalid Refresh Token”',
      'flows/refresh.ts',
    ],
    [
      'ConfirmDevice without DeviceSecretVerifierConfig',
      '`InvalidParameterException`, although the model has it optional',
      'actions/ConfirmDevice.ts',
    ],
    [
      'the actions of devices in a pool that tracks none',
      '`InvalidUserPoolConfigurationException`, with a text of ours; a DEVICE_KEY is not looked at',
      'actions/devices.ts',
    ],
    [
      'how many devices a user may have, and `dev:device_sdk`',
      'any number, as AWS’s quotas name none; always `aws-sdk`',
      'actions/devices.ts',
    ],
    [
      'a challenge that was asked before AdminDisableUser',
      'refused: `NotAuthorizedException`, “User is disabled.”; of a deleted user: “Invalid session for the user”',
      'flows/respond.ts',
    ],
    [
      'NEW_PASSWORD_REQUIRED that was asked before AdminSetUserPassword or RESEND gave another temporary password',
      'may be answered within its session',
      'flows/respond.ts',
    ],
    [
      'the order of `AvailableChallenges`',
      '`PASSWORD_SRP`, `PASSWORD`, `EMAIL_OTP`, `SMS_OTP`, `WEB_AUTHN`',
      'users/first-factors.ts',
    ],
    [
      'what USER_AUTH offers somebody who has a second factor, or in a pool that demands one',
      'the password alone, and passkeys where the pool takes them for two factors and the user has `WebAuthnMfaSettings` on',
      'users/first-factors.ts',
    ],
    [
      'the refusals of `WebAuthnMfaSettings`, and whether a passkey of somebody without them has `mfa` in its `amr` where the pool is `MULTI_FACTOR_WITH_USER_VERIFICATION`',
      'InvalidParameterException in words of our own; it has',
      'flows/mfa-preference.ts',
    ],
    [
      'what USER_AUTH offers an unknown name whose client hides who exists',
      'passwords and `EMAIL_OTP`; no code goes out and none is right',
      'users/first-factors.ts',
    ],
    [
      'USER_AUTH with a code or passkey of somebody who still has a temporary password',
      '`NEW_PASSWORD_REQUIRED`',
      'flows/code-answers.ts',
    ],
    [
      'AdminCreateUser without a password, in a pool whose people may begin with a code',
      'the user has none and is `CONFIRMED`; the invitation has nothing in the place of `{####}`',
      'actions/AdminCreateUser.ts',
    ],
    [
      'the length of codes',
      'eight digits for `EMAIL_OTP` and `SMS_OTP` as first factor, six as second',
      'flows/one-time-codes.ts',
    ],
    [
      'a wrong code of `EMAIL_OTP` and `SMS_OTP`',
      '`CodeMismatchException` in the words of SMS_MFA: “Invalid code or auth state for the user.”',
      'flows/one-time-codes.ts',
    ],
    [
      'a second factor that SetUserMFAPreference turns on without an address or number',
      '`InvalidParameterException` in the words that are known of TOTP: “User does not have delivery config set to turn on …”',
      'flows/mfa-preference.ts',
    ],
    [
      'second factors in a pool that demands one, of users who never turned one on',
      'a verified address or number counts, if the pool has that factor; else `MFA_SETUP`',
      'users/second-factors.ts',
    ],
    [
      '`MFA_SETUP` answered with `EMAIL`',
      'as Amplify does it: a code goes there, which proves the address and turns the factor on',
      'flows/code-answers.ts',
    ],
    [
      'texts of the exceptions named `WebAuthn…`, and which of them a bad attestation gets',
      'the names by the API reference; what else is wrong is `WebAuthnCredentialNotSupportedException`',
      'flows/passkeys.ts',
    ],
    [
      'a passkey’s signature that does not hold',
      '`NotAuthorizedException`, “Incorrect username or password.”',
      'flows/passkeys.ts',
    ],
    [
      'session tracking before SetUserPoolSessionConfiguration, which CloudFormation has no property for',
      'off: the list and its actions answer `OperationNotEnabledException`; sessions begun before it is on are not listed',
      'tokens/session-tracking.ts',
    ],
    [
      'DeviceType and LastLocation of a session',
      'browser and system by their versions, `unknown` for all else; the country is always `unknown`',
      'protocol/request-source.ts',
    ],
    [
      'a SessionId that the user does not have, or that asks to be revoked itself',
      '`ResourceNotFoundException`; `InvalidParameterException`',
      'actions/session-lists.ts',
    ],
    [
      'passwords that PasswordHistorySize refuses',
      'the last so many, the one that the user has among them: “Password does not conform to policy: Password has been used before”; of ConfirmForgotPassword only after the right code',
      'users/new-password.ts',
    ],
    [
      'the id and date of a client secret that the template made',
      'of the moment when somebody first asks',
      'credentials/client-secrets.ts',
    ],
    [
      'a third secret of a client, and the last one',
      '`LimitExceededException`; `InvalidParameterException`',
      'credentials/client-secrets.ts',
    ],
    [
      'terms with a name that begins right, without links, or that the client has',
      'taken; `InvalidParameterException`; `TermsExistsException`',
      'pool/terms.ts',
    ],
    [
      'the column of password hashes in the file of an import job, and their form',
      '`cognito:password_hash`, which GetCSVHeader does not name; `$2b$…` and PHC strings',
      'import/header.ts',
    ],
    [
      'the status of who was imported with a hash',
      '`CONFIRMED`; without one `RESET_REQUIRED`',
      'import/import-row.ts',
    ],
    [
      'StartUserImportJob without a file, a second time, or beside another job',
      '`PreconditionNotMetException`',
      'import/jobs.ts',
    ],
    ['FriendlyCredentialName', '“Passkey” for all', 'flows/passkeys.ts'],
    [
      'how often codes are sent',
      'five in 15 minutes for a user and purpose',
      'codes/verification.ts',
    ],
    ['the V3 form of the PreTokenGeneration event', 'the V2 form', 'pool/triggers.ts'],
    [
      'a client without SupportedIdentityProviders',
      'signs in with passwords on the pages',
      'hosted/authorize-request.ts',
    ],
    [
      'a code_verifier for a code that was asked for without a challenge',
      '`invalid_grant`',
      'routes/authorization-code.ts',
    ],
    ['a code offered with wrong parameters', 'is used up', 'routes/authorization-code.ts'],
    [
      'a code offered a second time',
      '`invalid_grant`, and the tokens of the first time end (RFC 6749, section 4.1.2)',
      'hosted/authorization-codes.ts',
    ],
    [
      'a PreTokenGeneration trigger that fails in the implicit flow',
      '`error=invalid_request` with the text in `error_description`, behind `?`',
      'hosted/answer-authorize.ts',
    ],
    ['`at_hash`', 'in ID tokens of the pages, not in refreshed ones', 'tokens/tokens.ts'],
    [
      'an access token all of whose scopes a trigger suppresses',
      'has an empty `scope`',
      'tokens/token-claims.ts',
    ],
    [
      'SignUp without a password in a pool that has no codes as first factor',
      '`InvalidParameterException`, as for any member that must not be null',
      'flows/register.ts',
    ],
    [
      'the sign-up page where people may have no password',
      'it asks for one all the same, which may be left out; whoever a trigger confirms then goes to `/login`',
      'hosted/account-steps.ts',
    ],
    [
      'which clients of managed login begin with the user name alone, and what is offered then',
      'those with `ALLOW_USER_AUTH`; all that USER_AUTH offers, and what is offered alone begins at once',
      'hosted/first-factor-steps.ts',
    ],
    [
      'where `/passkeys/add` leads',
      'to its `redirect_uri` without parameters; whoever is not signed in to `/login` and back',
      'routes/add-passkey.ts',
    ],
    [
      'a person who confirms a sign-up on the pages',
      'is signed in for an hour after the password was given, otherwise led to `/login`',
      'hosted/account-steps.ts',
    ],
    [
      'a refresh token that rotation has replaced, after its grace',
      '`RefreshTokenReuseException`, as documented, with a text of ours; the new token stays good',
      'flows/refresh.ts',
    ],
    [
      'texts of `SerializationException`',
      'those that AWS’s JSON services share',
      'protocol/shape.ts',
    ],
    [
      'which values a validation error shows',
      'all but those the API’s model marks sensitive; the client id, although marked, is shown',
      'protocol/shape.ts',
    ],
    [
      'revoking the refresh token of another client',
      '`unauthorized_client`, and the token stays good',
      'routes/revoke.ts',
    ],
  ]),
};
