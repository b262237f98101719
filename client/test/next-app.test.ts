import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshApp, runInApp } from './support/fresh-app.ts';

const PACKAGES = ['next', 'react', 'react-dom', '@types', '@tanstack/react-query', 'typescript'];

// It takes as long as many other tests together: CI asks for it, and whoever changes client/react should.
test.runIf(process.env['TEST_NEXT_APP'])(
  'Next.js: an app type-checks, builds, and is rendered on the server as for nobody',
  async () => {
    const app = await freshApp('next', ...PACKAGES);
    await runInApp(app, 'next/dist/bin/next', 'build', '--webpack');
    const page = await readFile(join(app, '.next/server/app/index.html'), 'utf8');
    expect(page).toContain('<h1>INVITED ACTIVE SUSPENDED</h1><p>signedOut, 0 people, off</p>');
  },
);
