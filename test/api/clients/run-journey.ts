import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isChromiumMissing, withBundle } from 'appsync-on-a-laptop/testing/chromium';
import { freshEmail, runningSystem } from '../../support/running-system.ts';
import type { Journey, Report } from './journey.ts';

/** Takes a client, set up as docs/clients.md shows, through the running system. */
export function testJourney(name: string, run: Journey, file: string): void {
  const { outputs } = runningSystem();
  const admin = outputs.users.find(({ email }) => email === 'admin@example.com')!;
  const expected = (email: string): Report => ({
    signedIn: true,
    asked: admin.email,
    createdId: expect.any(String) as string,
    heard: { id: expect.any(String) as string, email },
    renewed: true,
    askedAfterRefresh: admin.email,
  });
  const verify = (report: Report, email: string) => {
    expect(report).toEqual(expected(email));
    expect(report.heard.id).toBe(report.createdId);
  };

  describe(name, () => {
    test('Node: signs in, asks, hears of its own mutation and renews its tokens', async () => {
      const email = freshEmail();
      verify(await run(outputs, admin, email), email);
    });

    test.skipIf(isChromiumMissing())('Chromium: does the same from another origin', async () => {
      const email = freshEmail();
      const broken: string[] = [];
      const report = await withBundle(fileURLToPath(new URL(file, import.meta.url)), (page) => {
        page.on('pageerror', (error) => broken.push(error.message));
        return page.evaluate(
          ([given, who, address]) =>
            (globalThis as unknown as { bundle: { run: Journey } }).bundle.run(given, who, address),
          [outputs, admin, email] as const,
        );
      });
      verify(report, email);
      expect(broken).toEqual([]);
    });
  });
}
