/**
 * How long tests wait for what passes, in milliseconds. A red test is red in seconds; a busy machine
 * is given more with TEST_PATIENCE, a factor.
 */
const FACTOR = Number(process.env['TEST_PATIENCE'] ?? '1');

export const PATIENCE = {
  /** For what should be so soon: an event that comes, a page that changes. */
  soon: 10_000 * FACTOR,
  /** For one test. */
  test: 30_000 * FACTOR,
  /** For a test that starts systems, or waits for pauses between attempts. */
  journey: 60_000 * FACTOR,
  /** For what begins and ends a file: starting systems, synthesizing apps. */
  hook: 60_000 * FACTOR,
} as const;
