import { useMemo } from 'react';
import type { ApiError, FieldProblem } from 'user-manager-client';
import {
  CognitoError,
  ConnectionError,
  FirewallError,
  GraphqlRequestError,
  isApiError,
} from 'user-manager-client';
import type { Texts } from '../texts/en.ts';
import type { Formats } from '../texts/formats.ts';
import { useFormats } from '../texts/use-formats.ts';
import { isKeyOf } from '../texts/is-key-of.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { problemsText, problemText } from './problem-text.ts';

/** What an error means for the person in front of the page. */
export interface Explanation {
  readonly kind: 'connection' | 'throttled' | 'noRight' | 'conflict' | 'input' | 'gone' | 'other';
  /** In words, with what to do. */
  readonly text: string;
  /** Which fields are wrong, and why. */
  readonly problems: readonly FieldProblem[];
}

/** Says errors of the client in the reader's words. */
export function useExplain(): (error: unknown) => Explanation {
  const texts = useTexts();
  const formats = useFormats();
  return useMemo(() => (error: unknown) => explain(error, texts, formats), [texts, formats]);
}

const because = (kind: Explanation['kind'], text: string): Explanation => ({
  kind,
  text,
  problems: [],
});

function explain(error: unknown, texts: Texts, formats: Formats): Explanation {
  const { errors } = texts;
  if (error instanceof ConnectionError) return because('connection', errors.connection);
  if (error instanceof FirewallError) return because('throttled', errors.firewall);
  if (isApiError(error)) return explainApi(error, texts, formats);
  if (error instanceof GraphqlRequestError) return explainScalar(error, errors);
  // The network itself failed: of Cognito, or of a file of the page.
  if (error instanceof TypeError) return because('connection', errors.connection);
  if (error instanceof CognitoError) return because('other', error.message);
  return because('other', error instanceof Error ? error.message : String(error));
}

/** AppSync's own words for a text that its AWSEmail or AWSPhone does not take. */
const NO_SCALAR = /Variable '(?<field>\w+)' has an invalid value|valid AWS(?<scalar>Email|Phone)/u;

function explainScalar(error: GraphqlRequestError, errors: Texts['errors']): Explanation {
  const { field, scalar } = NO_SCALAR.exec(error.message)?.groups ?? {};
  const name = (field ?? scalar ?? '').toLowerCase();
  if (name !== 'email' && name !== 'phone') return because('other', error.message);
  const message = errors.invalid[name];
  return { kind: 'input', text: message, problems: [{ field: name, rule: 'format', message }] };
}

function explainProblems(problems: readonly FieldProblem[], texts: Texts): Explanation {
  const said = problems.map((one) => ({ ...one, message: problemText(one, texts.errors) }));
  return { kind: 'input', text: problemsText(problems, texts), problems: said };
}

/** What `InvalidState` says when nobody would be left who may do everything (functions/lib/errors.ts). */
const LAST_ADMIN = /last active administrator/u;

function stateText(error: ApiError & { errorType: 'InvalidState' }, texts: Texts): string {
  const { errors, statuses } = texts;
  if (LAST_ADMIN.test(error.message)) return errors.lastAdmin;
  const { status } = error.errorInfo;
  return errors.state(isKeyOf(statuses, status) ? statuses[status] : status);
}

function explainApi(error: ApiError, texts: Texts, formats: Formats): Explanation {
  const { errors } = texts;
  switch (error.errorType) {
    case 'ValidationFailed':
      return explainProblems(error.errorInfo, texts);
    case 'EmailTaken':
      return {
        kind: 'input',
        text: errors.emailTaken,
        problems: [{ field: 'email', rule: 'unique', message: errors.emailTaken }],
      };
    case 'VersionConflict':
      return because('conflict', errors.conflict);
    case 'InvalidState':
      return because('other', stateText(error, texts));
    case 'NotFound':
      return because('gone', errors.notFound);
    case 'LimitExceeded': {
      const retryAt = error.errorInfo?.retryAt;
      const text = retryAt ? errors.throttledUntil(formats.until(retryAt)) : errors.throttled;
      return because('throttled', text);
    }
    case 'Unauthorized':
      return because('noRight', errors.noRight);
    case 'SecondFactorRequired':
      return because('noRight', errors.secondFactor);
    case 'ReauthenticationRequired':
      return because('noRight', errors.tooOld(error.errorInfo.maxAgeSeconds / 60));
    case 'DeliveryFailed':
      return because('other', errors.delivery);
    case 'CodeMismatch':
      return because('input', errors.code);
    case 'CodeExpired':
      return because('input', errors.codeExpired);
    case 'InternalError':
      return because('other', `${errors.internal} (${error.message})`);
    default:
      return because('other', error.message);
  }
}
