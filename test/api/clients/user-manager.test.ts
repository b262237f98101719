import { run } from './user-manager-journey.ts';
import { testJourney } from './run-journey.ts';

testJourney('client/', run, './user-manager-journey.ts');
