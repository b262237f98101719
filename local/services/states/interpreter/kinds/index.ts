import { Choice } from './Choice.ts';
import { Fail } from './Fail.ts';
import type { Kind } from './kind.ts';
import { Map as MapState } from './Map.ts';
import { Parallel } from './Parallel.ts';
import { Pass } from './Pass.ts';
import { Succeed } from './Succeed.ts';
import { Task } from './Task.ts';
import { Wait } from './Wait.ts';

/** By `Type`. */
export const kinds: ReadonlyMap<string, Kind> = new Map(
  Object.entries({ Choice, Fail, Map: MapState, Parallel, Pass, Succeed, Task, Wait }),
);
