import { Duration } from 'aws-cdk-lib';
import { Stats, type IMetric, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { USER_STATUSES } from '../../../generated/enum-values.ts';
import type { OperationName } from '../../../model/operations.ts';
import { ofOwn, ofPeople, runsOf } from '../metrics.ts';
import type { Watched } from '../watched.ts';
import { heading, row } from './widgets.ts';

/** As often as it is counted; Lambda may do so twice. */
const EACH_HOUR = { statistic: Stats.MAXIMUM, period: Duration.hours(1) };

/** How many people there are, which `count-people` counts each hour, and what happens to them, by the fields that do it. */
export function people(watched: Watched): IWidget[][] {
  const period = Duration.days(1);
  const done = (operation: OperationName, label: string): IMetric =>
    runsOf(watched, operation, 'answered', { label, period });
  return [
    heading(
      'Who comes and goes',
      'How many there are is counted each hour, whoever made them. What happens is told a day at a time, as far as it went through the API; imports and deletions by command are not in it.',
    ),
    row(
      {
        title: 'People who are active, invited and suspended',
        metrics: USER_STATUSES.map((status) =>
          ofOwn(watched, 'People', { status }, { ...EACH_HOUR, label: status.toLowerCase() }),
        ),
      },
      {
        title: 'Invitations that ended before anybody signed in',
        metrics: [
          ofOwn(watched, 'Invitations', { state: 'EXPIRED' }, { ...EACH_HOUR, label: 'expired' }),
        ],
      },
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
