import { coldStart } from './cold-start/index.ts';
import { consoleUse } from './console/index.ts';
import { fanOut } from './fan-out/index.ts';
import { firstStart } from './first-start/index.ts';
import { listing } from './listing/index.ts';
import type { BenchPart } from './part.ts';
import { signIns } from './sign-ins/index.ts';
import { throughput } from './throughput/index.ts';
import { tracing } from './tracing/index.ts';
import { unitCosts } from './unit-costs/index.ts';
import { watch } from './watch/index.ts';

/** All that is measured, in the order of the page. Each is a folder here that exports its part. */
export const PARTS: readonly BenchPart[] = [
  throughput,
  tracing,
  firstStart,
  watch,
  signIns,
  listing,
  consoleUse,
  fanOut,
  unitCosts,
  coldStart,
];
