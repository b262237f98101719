/**
 * What Node 24 is started with for an engine that takes little memory, as `npm start` of this repository does
 * (docs/decisions/0008-little-memory.md). V8's own, so another version may not know them: it would not start.
 */
export const START_FLAGS = [
  '--max-semi-space-size=4',
  '--no-maglev',
  '--v8-pool-size=1',
  '--no-allocation-site-pretenuring',
  '--memory-saver-mode',
  '--no-memory-reducer',
  '--bytecode-old-age=40',
  '--heap-growing-percent=55',
];

/** The version of Node that knows them. */
export const FLAGS_MAJOR = 24;
