import { describe, expect, expectTypeOf, test } from 'vitest';
import type { ApiError, ErrorInfos } from '../index.ts';
import { ConnectionError, GraphqlRequestError, isApiError } from '../index.ts';

const refusal = (errorType: string, errorInfo: unknown = null) =>
  new GraphqlRequestError([{ message: 'no', errorType, errorInfo }]);

/** What an app does with each kind. */
function tell(error: ApiError): string {
  switch (error.errorType) {
    case 'ValidationFailed':
      return error.errorInfo.map(({ field, rule }) => `${field}: ${rule}`).join();
    case 'VersionConflict':
      return `now ${error.currentVersion ?? 'unknown'}`;
    case 'InvalidState':
      return error.errorInfo.status;
    case 'ReauthenticationRequired':
      return `within ${error.errorInfo.maxAgeSeconds} s`;
    case 'CodeMismatch':
      return `${error.errorInfo.attemptsLeft} left`;
    case 'LimitExceeded':
      return error.errorInfo?.retryAt ?? 'later';
    case 'EmailTaken':
    case 'NotFound':
    case 'InvalidToken':
    case 'CodeExpired':
    case 'DeliveryFailed':
    case 'InternalError':
    case 'SecondFactorRequired':
    case 'Unauthorized':
      return error.message;
    default:
      return error satisfies never;
  }
}

describe('isApiError', () => {
  test.each([
    ['ValidationFailed', [{ field: 'email', rule: 'format', message: '' }], 'email: format'],
    ['VersionConflict', { currentVersion: 7 }, 'now 7'],
    ['VersionConflict', null, 'now unknown'],
    ['InvalidState', { status: 'SUSPENDED' }, 'SUSPENDED'],
    ['CodeMismatch', { attemptsLeft: 4 }, '4 left'],
    ['LimitExceeded', { retryAt: '2026-11-29T04:00:00Z' }, '2026-11-29T04:00:00Z'],
    ['LimitExceeded', null, 'later'],
    ['ReauthenticationRequired', { maxAgeSeconds: 600 }, 'within 600 s'],
    ['EmailTaken', null, 'no'],
  ])('%s with %j: narrows errorInfo by errorType', (type, info, said) => {
    const error: unknown = refusal(type, info);
    if (!isApiError(error)) throw new Error('not told apart');
    expect(tell(error)).toBe(said);
  });

  test('what is not of the API itself: is none', () => {
    const others = [
      refusal('ExecutionTimeout'),
      refusal('toString'),
      new GraphqlRequestError([]),
      new ConnectionError('gone'),
      { errorType: 'NotFound' },
      null,
    ];
    expect(others.filter(isApiError)).toEqual([]);
  });

  test('types: VersionConflict has currentVersion, which may be unknown', () => {
    type Conflict = Extract<ApiError, { readonly errorType: 'VersionConflict' }>;
    expectTypeOf<Conflict['currentVersion']>().toEqualTypeOf<number | null>();
    expectTypeOf<ApiError['errorType']>().toEqualTypeOf<keyof ErrorInfos>();
  });
});
