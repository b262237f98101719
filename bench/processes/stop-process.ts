import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const PATIENCE = 5_000; // 5 seconds between SIGTERM and SIGKILL

/** Ends a process, unless it has ended. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await exited;
  clearTimeout(timer);
}
