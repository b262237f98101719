import type { FuzzRequest, Target } from './requests.ts';
import { nextRequest } from './requests.ts';
import { createRandom } from './random.ts';
import { frames, knock } from './socket.ts';

/** How long and at what. */
export interface FuzzOptions {
  /** Of the gateway, without a slash at the end. */
  readonly url: string;
  readonly realtimeUrl: string;
  readonly target: Target;
  readonly seed: number;
  /** Milliseconds that one answer may take. */
  readonly patience: number;
  /** Whether to go on after so many requests. */
  readonly goesOn: (requests: number) => boolean;
}

/** What should not have been. */
export interface Finding {
  /** Its place in the sequence of the seed, from 0. */
  readonly number: number;
  readonly what: string;
  readonly request: unknown;
}

/** What came of it. */
export interface FuzzReport {
  readonly requests: number;
  /** Answers by door and status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

const SOCKET_EVERY = 25;

/** Asks one request after the other, each decided by the seed and its number. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const answers: Record<string, number> = {};
  const findings: Finding[] = [];
  let number = 0;
  for (; options.goesOn(number); number += 1) {
    const random = createRandom(options.seed + number);
    const isSocket = number % SOCKET_EVERY === SOCKET_EVERY - 1;
    const request = isSocket ? frames(random, options.target) : nextRequest(random, options.target);
    const outcome = Array.isArray(request)
      ? await knock(options, request)
      : await ask(options, request as FuzzRequest);
    answers[outcome.answer] = (answers[outcome.answer] ?? 0) + 1;
    if (outcome.problem !== null) findings.push({ number, what: outcome.problem, request });
  }
  return { requests: number, answers, findings };
}

/** What an answer is counted as, and what is wrong with it. */
export interface Outcome {
  readonly answer: string;
  readonly problem: string | null;
}

async function ask({ url, patience }: FuzzOptions, request: FuzzRequest): Promise<Outcome> {
  const { door, path, method, headers, body } = request;
  try {
    const response = await fetch(url + path, {
      method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const text = await response.text();
    const answer = `${door} ${response.status}`;
    if (response.status >= 500) return { answer, problem: `${answer}: ${text.slice(0, 300)}` };
    return { answer, problem: door === 'graphql' ? problemIn(text) : null };
  } catch (error) {
    const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { answer: `${door} none`, problem };
  }
}

/** What the API says when something went wrong that nobody foresaw. */
const UNFORESEEN = new Set(['InternalError', 'InternalFailure', 'Code', 'Lambda:Unhandled']);

function problemIn(text: string): string | null {
  const { errors } = JSON.parse(text) as { errors?: readonly { errorType?: string }[] };
  const found = errors?.find(({ errorType = '' }) => UNFORESEEN.has(errorType));
  return found ? JSON.stringify(found).slice(0, 300) : null;
}
