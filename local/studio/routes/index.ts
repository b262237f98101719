import { app } from './app.ts';
import type { LocalRoute } from './route.ts';

/** All that the studio answers, in the order of its docs. */
export const ROUTES: readonly LocalRoute[] = [app];
