import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PATIENCE } from 'appsync-on-a-laptop/testing/patience';
import { expect, test } from 'vitest';
import { installedApp, runInApp } from './support/fresh-app.ts';

// It installs Next.js from the registry, which no other test wants here, and takes as long as many tests
// together: CI asks for it, and whoever changes client/react should.
test.runIf(process.env['TEST_NEXT_APP'])(
  'Next.js: an app type-checks, builds, and is rendered on the server as for nobody',
  { timeout: 4 * PATIENCE.journey },
  async () => {
    const app = await installedApp('next');
    await runInApp(app, 'next/dist/bin/next', 'build');
    const page = await readFile(join(app, '.next/server/app/index.html'), 'utf8');
    expect(page).toContain('<h1>INVITED ACTIVE SUSPENDED</h1><p>signedOut, 0 people, off</p>');
  },
);
