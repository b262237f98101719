/** For tests that want somebody in each lane of a stream's reader. */
export { laneOf } from '../services/lambda/event-sources/lane-of.ts';
