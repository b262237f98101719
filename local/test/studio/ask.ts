import type { Local } from '../../index.ts';

/** What a route below `/_local/` answered. */
export interface LocalAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Asks a route: `GET /app`, `PUT /tables/Tools/items`. */
export async function ask(
  { url }: Pick<Local, 'url'>,
  what: string,
  body?: unknown,
): Promise<LocalAnswer> {
  const [method = '', path = ''] = what.split(' ');
  const response = await fetch(`${url}/_local${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as LocalAnswer['body'] };
}

/** The answer of a route that does not refuse. */
export async function answerOf<T>(
  local: Pick<Local, 'url'>,
  what: string,
  body?: unknown,
): Promise<T> {
  const answer = await ask(local, what, body);
  if (answer.status !== 200) throw new Error(`${what}: ${JSON.stringify(answer)}`);
  return answer.body as T;
}

/** A refusal as `ask` gives it. */
export const refusal = (status: number, code: string, message: unknown): LocalAnswer => ({
  status,
  body: { error: { code, message } },
});
