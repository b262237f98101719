import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second for every program. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICKS = 100;

/** Seconds of processor time that a process has taken, in user and system mode, all threads together. */
export function cpuTime(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (existsSync(file)) {
    // Behind the name, which may hold blanks: utime and stime are the 14th and 15th.
    const [, rest = ''] = readFileSync(file, 'utf8').split(/\) /);
    const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number);
    return (user + system) / TICKS;
  }
  const text = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  return text.split(/[:-]/).reduce((sum, part) => sum * 60 + Number(part), 0);
}
