import { run } from './apollo-journey.ts';
import { testJourney } from './run-journey.ts';

testJourney('Apollo Client 4 with the AppSync links', run, './apollo-journey.ts');
