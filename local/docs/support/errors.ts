import { LOCAL_ERRORS } from '../../shared/errors.ts';
import { code, table } from './markdown.ts';
import type { Section } from './markdown.ts';

/** The codes of LocalError. */
export function errors(): Section {
  return {
    title: 'Errors of the engine',
    body: [
      'What the start may end with. The message says what happened, where, and what to do.',
      table(
        ['code', 'meaning'],
        Object.entries(LOCAL_ERRORS).map(([name, meaning]) => [code(name), meaning]),
      ),
      'Fields that cannot run here answer `UnsupportedDataSource`, `UnsupportedResolver` or `UnsupportedOperation`; AWS SDK calls that nothing plays, `UnsupportedByLocalEngine`.',
    ],
  };
}
