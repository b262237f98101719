import { run } from './amplify-journey.ts';
import { testJourney } from './run-journey.ts';

testJourney('aws-amplify 6', run, './amplify-journey.ts');
