import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { START_FLAGS } from 'appsync-on-a-laptop/start-flags';
import { expect, test } from 'vitest';
import { ROOT } from '../../cdk/bundle.ts';

test('npm start: gives Node what the command of the engine gives it', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  expect(scripts['start']).toBe(
    `node ${START_FLAGS.join(' ')} node_modules/appsync-on-a-laptop/cli.mjs`,
  );
});
