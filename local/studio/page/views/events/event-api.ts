import type { RunningApp } from '../../../routes/app.ts';

/** An Event API of the app. */
export type EventApi = RunningApp['eventApis'][number];
