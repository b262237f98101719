export { mistakesInSites } from './settings.ts';
export type { SitesSettings } from './settings.ts';
export { createSites } from './sites.ts';
export type { Sites } from './sites.ts';
