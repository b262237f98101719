import { runClosedLoop } from './closed-loop.ts';
import type { LoadTask } from './types.ts';

// The load generator has a process of its own: it must not share a thread with what it measures.
process.on('message', (task) => {
  runClosedLoop(task as LoadTask).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      console.error('The load generator failed:', error);
      process.exit(1);
    },
  );
});
process.once('disconnect', () => process.exit());
