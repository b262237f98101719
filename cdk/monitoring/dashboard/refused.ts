import { Stats, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { DURATION } from '../../../model/metrics.ts';
import { metricNamespaceOf } from '../../metric-namespace.ts';
import { blocked, FIVE_MINUTES, ofApi, ofMail, ofPeople, throttledCalls } from '../metrics.ts';
import type { Watched } from '../watched.ts';
import { heading, row, search } from './widgets.ts';

/** What people and programs were told no to, and what AWS told us no to. */
export function refused(watched: Watched): IWidget[][] {
  const { stage, triggers, functions } = watched;
  const period = FIVE_MINUTES;
  return [
    heading('What is refused', 'By our rules, by the firewall, and by limits of AWS.'),
    row(
      {
        title: 'Refused by our rules, by field',
        metrics: [
          search(
            `{${metricNamespaceOf(stage)},field,outcome} outcome="refused" MetricName="${DURATION}"`,
            Stats.SAMPLE_COUNT,
          ),
        ],
      },
      {
        title: 'Refused before anything was done: firewall, no token, no such query',
        metrics: [...blocked(watched), ofApi(watched, '4XXError', { label: 'refused by AppSync' })],
      },
      {
        title: 'Sign-ins for which Cognito had no room',
        metrics: [
          ofPeople(watched, 'SignInThrottles', { label: 'sign-ins' }),
          ofPeople(watched, 'TokenRefreshThrottles', { label: 'refreshes' }),
        ],
      },
    ),
    row(
      {
        title: 'Runs of functions for which Lambda had no room',
        metrics: [...triggers.all(), ...functions.all()].map(([label, lambda]) =>
          lambda.metricThrottles({ period, label }),
        ),
      },
      {
        title: 'Calls for which the table, or one of its indexes, had no room',
        metrics: throttledCalls(watched),
      },
      {
        title: 'Mails that came back, and that were called unwanted (whole account)',
        metrics: [
          ofMail('Bounce', { label: 'came back' }),
          ofMail('Complaint', { label: 'unwanted' }),
        ],
      },
    ),
  ];
}
