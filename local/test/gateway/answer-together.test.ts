import type { ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createAnswersTogether } from '../../gateway/answer-together.ts';
import type { HttpRoute } from '../../shared/http-route.ts';
import { withGateway } from './with-gateway.ts';

/** Answers `/hold/<name>` with its name, all at once when so many are asked; `/<name>` at once. */
function echo(held: number, onHeld: (responses: readonly ServerResponse[]) => void): HttpRoute {
  const answerTogether = createAnswersTogether();
  const waiting: { response: ServerResponse; name: string }[] = [];
  return {
    name: 'echo',
    matches: () => true,
    handle(_request, response, { pathname }) {
      const [kind = '', name] = pathname.slice(1).split('/');
      if (name === undefined) {
        answerTogether(response, kind);
        return;
      }
      waiting.push({ response, name });
      if (waiting.length < held) return;
      const all = waiting.splice(0);
      for (const entry of all) answerTogether(entry.response, entry.name);
      onHeld(all.map((entry) => entry.response));
    },
  };
}

test('answerTogether: answers of one turn leave at its end, each to its own client', async () => {
  let endedAtOnce: boolean[] = [];
  let endedLater: boolean[] = [];
  const checked = Promise.withResolvers<null>();
  const route = echo(12, (responses) => {
    endedAtOnce = responses.map(({ writableEnded }) => writableEnded);
    void turn().then(() => {
      endedLater = responses.map(({ writableEnded }) => writableEnded);
      checked.resolve(null);
    });
  });
  const { url } = await withGateway([route]);
  const names = Array.from({ length: 12 }, (_, index) => `client-${index}`);
  const texts = names.map(async (name) => (await fetch(`${url}/hold/${name}`)).text());
  expect(await Promise.all(texts)).toEqual(names);
  await checked.promise;
  expect(endedAtOnce.slice(1)).toEqual(Array.from({ length: 11 }, () => false));
  expect(endedLater).toEqual(Array.from({ length: 12 }, () => true));
});

test('answerTogether: one client alone is answered each time, and so are others that join it', async () => {
  const { url } = await withGateway([echo(0, () => {})]);
  const ask = async (name: string): Promise<string> => (await fetch(`${url}/${name}`)).text();
  // More than it takes to answer one client at once, and to try twice whether it is still alone.
  for (let index = 0; index < 60; index += 1) expect(await ask(`a${index}`)).toBe(`a${index}`);
  const names = Array.from({ length: 40 }, (_, index) => `b${index}`);
  expect(await Promise.all(names.map(ask))).toEqual(names);
});
