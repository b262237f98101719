import { LRUCache } from 'lru-cache';
import type { CallInput } from '../request-context.ts';

/** What was sent to an engine under the tokens of transactions, if not as it was asked for. */
export interface SentTransactions {
  /** What is to be sent again for a transaction that comes with the same token; null for others. */
  find(asked: CallInput): CallInput | null;
  remember(asked: CallInput, sent: CallInput): void;
  /** After it was refused. */
  forget(asked: CallInput): void;
  /** After the engine was emptied. */
  clear(): void;
}

/** DynamoDB remembers for 10 minutes. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const REMEMBERED_MS = 600_000; // 10 minutes
const MAX_REMEMBERED = 100;

/** A repeated token has to come with what was sent under it. */
export function createSentTransactions(): SentTransactions {
  const known = new LRUCache<string, { readonly asked: string; readonly sent: CallInput }>({
    max: MAX_REMEMBERED,
    ttl: REMEMBERED_MS,
  });
  const tokenOf = ({ ClientRequestToken: token }: CallInput): string | null =>
    typeof token === 'string' ? token : null;
  return {
    find(asked) {
      const before = known.get(tokenOf(asked) ?? '');
      return before?.asked === JSON.stringify(asked.TransactItems) ? before.sent : null;
    },
    remember(asked, sent) {
      const token = tokenOf(asked);
      if (token !== null) known.set(token, { asked: JSON.stringify(asked.TransactItems), sent });
    },
    forget(asked) {
      known.delete(tokenOf(asked) ?? '');
    },
    clear: () => known.clear(),
  };
}
