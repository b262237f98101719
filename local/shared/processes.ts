import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What differs from system to system; tests give their own. */
export interface ProcessSystem {
  readonly platform: NodeJS.Platform;
  /** What a program prints. Throws when it fails. */
  readonly print: (program: string, args: readonly string[]) => string;
  readonly read: (file: string) => string;
  /** Throws when there is no such process. */
  readonly kill: (pid: number, signal: NodeJS.Signals | 0) => void;
}

const thisSystem: ProcessSystem = {
  platform: process.platform,
  print: (program, args) =>
    execFileSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
    }),
  read: (file) => readFileSync(file, 'utf8'),
  kill: (pid, signal) => void process.kill(pid, signal),
};

/**
 * When a process was started, in the system's own form: with the number it tells a process from a later
 * one that was given the same number. Null when there is none.
 */
export function startTimeOf(pid: number, system: ProcessSystem = thisSystem): string | null {
  try {
    // Cheap, and most often there is none.
    system.kill(pid, 0);
    return system.platform === 'linux' ? fromProc(pid, system) : fromProgram(pid, system);
  } catch {
    return null;
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function fromProc(pid: number, { read }: ProcessSystem): string | null {
  const stat = read(`/proc/${pid}/stat`);
  // Fields follow the command in parentheses: state is the first, start time the twentieth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : (fields[19] ?? null);
}

function fromProgram(pid: number, { platform, print }: ProcessSystem): string | null {
  const printed =
    platform === 'win32'
      ? print('powershell.exe', [
          '-NoProfile',
          '-NonInteractive',
          '-Command',
          `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`,
        ])
      : print('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return printed.trim() || null;
}

/** Whether a process can be started as the first of a group, and the group be ended as one. */
export const hasGroups = (platform: NodeJS.Platform = process.platform): boolean =>
  platform !== 'win32';

/**
 * Ends a process that was started as the first of its group, and whatever it started, at once.
 * Windows knows no groups; its taskkill follows from parent to child.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/taskkill
 */
export function killTree(pid: number, system: ProcessSystem = thisSystem): void {
  try {
    if (hasGroups(system.platform)) system.kill(-pid, 'SIGKILL');
    else system.print('taskkill', ['/pid', String(pid), '/t', '/f']);
  } catch {
    // It is gone already.
  }
}
