import type { ServerResponse } from 'node:http';

/** After so many answers in a row that were alone in their turn, there seems to be one client. */
const ALONE = 8;
/** So many then go out at once before it is tried again. */
const AT_ONCE = 16;

interface Answer {
  readonly response: ServerResponse;
  readonly body: string | Buffer;
}

/** Ends a response whose headers are set. */
export type EndAnswer = (response: ServerResponse, body: string | Buffer) => void;

/**
 * Ends responses together with all others that become ready in the same turn of the event loop. Each
 * write may wake a sleeping client, which costs more than a small query; clients that are sent one
 * answer after the other sleep less. One client alone does not wait.
 */
export function createAnswersTogether(): EndAnswer {
  let ready: Answer[] = [];
  let alone = 0;
  function sendAll(): void {
    const answers = ready;
    ready = [];
    if (answers.length > 1) alone = 0;
    else alone = alone >= ALONE ? ALONE : alone + 1;
    for (const { response, body } of answers) response.end(body);
  }
  return (response, body) => {
    if (ready.length === 0) {
      if (alone >= ALONE && alone < ALONE + AT_ONCE) {
        alone += 1;
        response.end(body);
        return;
      }
      setImmediate(sendAll);
    }
    ready.push({ response, body });
  };
}
