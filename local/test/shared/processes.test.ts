import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { hasGroups, killTree, startTimeOf, type ProcessSystem } from '../../shared/processes.ts';

/** A system that keeps what it was asked. */
function systemOf(platform: NodeJS.Platform, printed = '', running = true) {
  const asked: string[] = [];
  const system: ProcessSystem = {
    platform,
    print: (program, args) => {
      asked.push([program, ...args].join(' '));
      return printed;
    },
    read: (file) => {
      asked.push(file);
      return `7 (a b) c) S ${Array.from({ length: 40 }, (_, n) => n).join(' ')}`;
    },
    kill: (pid, signal) => {
      asked.push(`kill ${signal} ${pid}`);
      if (!running) throw new Error('ESRCH');
    },
  };
  return { asked, system };
}

test('startTimeOf: on Linux is the 22nd field of /proc/PID/stat, whatever the command is called', () => {
  const { asked, system } = systemOf('linux');
  expect(startTimeOf(7, system)).toBe('18');
  expect(asked).toEqual(['kill 0 7', '/proc/7/stat']);
});

test.each([
  ['darwin', 'ps -o lstart= -p 7'],
  [
    'win32',
    'powershell.exe -NoProfile -NonInteractive -Command (Get-Process -Id 7).StartTime.ToFileTimeUtc()',
  ],
] as const)('startTimeOf: on %s is what its program prints', (platform, command) => {
  const { asked, system } = systemOf(platform, ' 134087452391234567\r\n');
  expect(startTimeOf(7, system)).toBe('134087452391234567');
  expect(asked).toEqual(['kill 0 7', command]);
  expect(startTimeOf(7, systemOf(platform, '\r\n').system)).toBeNull();
});

test.each(['linux', 'darwin', 'win32'] as const)(
  'startTimeOf: on %s nobody is asked about a process that is gone',
  (platform) => {
    const { asked, system } = systemOf(platform, 'x', false);
    expect(startTimeOf(7, system)).toBeNull();
    expect(asked).toEqual(['kill 0 7']);
  },
);

test('startTimeOf: is the same for a process that lives, and null once it is gone', async () => {
  const own = startTimeOf(process.pid);
  expect(own).toMatch(/./);
  expect(startTimeOf(process.pid)).toBe(own);
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(startTimeOf(child.pid ?? 0)).toBeNull();
});

test('killTree: ends the group, or on Windows the tree', () => {
  const linux = systemOf('linux');
  killTree(7, linux.system);
  expect(linux.asked).toEqual(['kill SIGKILL -7']);
  const windows = systemOf('win32');
  killTree(7, windows.system);
  expect(windows.asked).toEqual(['taskkill /pid 7 /t /f']);
  expect([hasGroups('linux'), hasGroups('darwin'), hasGroups('win32')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('killTree: is content with a process that is gone', () => {
  expect(() => killTree(7, systemOf('darwin', '', false).system)).not.toThrow();
});
