import { Duration } from 'aws-cdk-lib';
import { Stats, type IMetric, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { OperationName } from '../../../model/operations.ts';
import { ofPeople, runsOf } from '../metrics.ts';
import type { Watched } from '../watched.ts';
import { heading, row } from './widgets.ts';

/** What happens to people, by the fields that do it. How many there are is in the console and in `userStats`. */
export function people(watched: Watched): IWidget[][] {
  const period = Duration.days(1);
  const done = (operation: OperationName, label: string): IMetric =>
    runsOf(watched, operation, 'answered', { label, period });
  return [
    heading(
      'Who comes and goes',
      'A day at a time, as far as it went through the API; imports and deletions by command are not in it.',
    ),
    row(
      {
        title: 'People who were invited, and invitations that were sent again or revoked',
        metrics: [
          done('Mutation.createUser', 'invited'),
          done('Mutation.resendInvitation', 'sent again'),
          done('Mutation.revokeInvitation', 'revoked'),
        ],
      },
      {
        title: 'People who were suspended, given back and deleted',
        metrics: [
          done('Mutation.suspendUser', 'suspended'),
          done('Mutation.reactivateUser', 'given back'),
          done('Mutation.deleteUser', 'deleted'),
        ],
      },
      {
        title: 'Sign-ins',
        metrics: [
          ofPeople(watched, 'SignInSuccesses', { statistic: Stats.SUM, label: 'sign-ins', period }),
        ],
      },
    ),
  ];
}
