import type { StatesAction } from '../action.ts';
import { described } from '../execution.ts';
import { executionOf } from './execution-of.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html */
export const DescribeExecution: StatesAction = ({ executionArn }, services, caller) =>
  described(executionOf(executionArn, 'DescribeExecution', services, caller));
