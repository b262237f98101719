import { expect, test } from 'vitest';
import { NEEDED, type ConsoleConfig } from '../../console/config.ts';
import { runningSystem } from '../support/running-system.ts';

const { outputs } = runningSystem();
const { console: consoleUrl = '', playground: playgroundUrl = '' } = outputs.sites;

test('npm start: the console is at / and the playground at /playground', () => {
  const { origin } = new URL(outputs.graphqlUrl);
  expect([consoleUrl, playgroundUrl]).toEqual([`${origin}/`, `${origin}/playground/`]);
});

test('the console: answers its addresses by a page that only loads what is here', async () => {
  const { host } = new URL(outputs.graphqlUrl);
  for (const path of ['', 'people', 'people/0b7a']) {
    const page = await fetch(consoleUrl + path, { headers: { accept: 'text/html' } });
    expect(await page.text(), path).toContain('<div id="root">');
    expect(page.headers.get('content-security-policy'), path).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        `font-src 'self'; connect-src 'self' http://${host} ws://${host}; ` +
        "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    );
    expect(page.headers.get('cache-control'), path).toBe('no-cache');
  }
});

test('the console: what its page loads is kept, an absent file is absent', async () => {
  const page = await (await fetch(consoleUrl)).text();
  const loaded = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/gu)].map(([, file]) => file);
  expect(loaded.length).toBeGreaterThan(1);
  for (const file of loaded) {
    const { status, headers } = await fetch(`${consoleUrl}${file}`);
    expect([status, headers.get('cache-control')], file).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
  }
  const absent = await fetch(`${consoleUrl}assets/main-of-yesterday.js`);
  expect(absent.status).toBe(404);
});

test.each(Object.entries({ console: consoleUrl, playground: playgroundUrl }))(
  'config.json of the %s: says where everything is',
  async (_name, url) => {
    const config = (await (await fetch(`${url}config.json`)).json()) as ConsoleConfig;
    expect(Object.keys(config)).toEqual(expect.arrayContaining([...NEEDED]));
    expect(config).toMatchObject({
      graphqlUrl: outputs.graphqlUrl,
      realtimeUrl: outputs.realtimeUrl,
      cognitoEndpoint: outputs.cognitoEndpoint,
      userPoolId: outputs.userPoolId,
      stage: 'dev',
      playground: '/playground',
      mailbox: '/mailbox',
    });
    // The console has a client of its own.
    expect(config.userPoolClientId).toMatch(/^[a-z0-9]{26}$/);
    expect(config.userPoolClientId).not.toBe(outputs.clientId);
  },
);
