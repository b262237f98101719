import { createRequire } from 'node:module';
import type * as Core from '@js-joda/core';
import type * as JodaLocale from '@js-joda/locale';

/** Java's time classes with all zones and English names. */
export interface Joda {
  readonly core: typeof Core;
  readonly locale: typeof JodaLocale.Locale;
}

let loaded: Joda | undefined;

/** Loads them when first used: together they take longer to load than the rest of the engine. */
export function joda(): Joda {
  if (loaded !== undefined) return loaded;
  const require = createRequire(import.meta.url);
  const core = require('@js-joda/core') as typeof Core;
  require('@js-joda/timezone');
  const { Locale } = require('@js-joda/locale') as typeof JodaLocale;
  require('@js-joda/locale_en-us');
  loaded = { core, locale: Locale };
  return loaded;
}
