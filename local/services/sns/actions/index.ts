import type { TopicAction } from '../action.ts';
import { ListTopics } from './ListTopics.ts';
import { Publish } from './Publish.ts';
import { PublishBatch } from './PublishBatch.ts';

/** By `Action` of the query protocol. */
export const actions: ReadonlyMap<string, TopicAction> = new Map(
  Object.entries({ ListTopics, Publish, PublishBatch }),
);
