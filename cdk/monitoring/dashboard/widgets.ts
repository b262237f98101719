import type { Duration } from 'aws-cdk-lib';
import {
  GraphWidget,
  SearchExpression,
  SingleValueWidget,
  TextWidget,
  type IMetric,
  type IWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { FIVE_MINUTES } from '../metrics.ts';

/** Columns of a dashboard. */
export const WIDTH = 24;

/** A row that names those below it. */
export const heading = (title: string, text: string): IWidget[] => [
  new TextWidget({ markdown: `## ${title}\n${text}`, width: WIDTH, height: 2 }),
];

/** What a graph shows, in plain words. */
export interface Graph {
  readonly title: string;
  readonly metrics: readonly IMetric[];
  /** What the axis counts. @default - nothing is said */
  readonly unit?: string;
}

/** Graphs side by side, of one width. */
export const row = (...graphs: readonly Graph[]): IWidget[] =>
  graphs.map(
    ({ title, metrics, unit }) =>
      new GraphWidget({
        title,
        left: [...metrics],
        leftYAxis: { min: 0, ...(unit === undefined ? {} : { label: unit, showUnits: false }) },
        width: Math.floor(WIDTH / graphs.length),
        height: 6,
      }),
  );

/** Numbers of the time that is looked at. */
export const numbers = (...values: readonly { title: string; metric: IMetric }[]): IWidget[] =>
  values.map(
    ({ title, metric }) =>
      new SingleValueWidget({
        title,
        metrics: [metric],
        setPeriodToTimeRange: true,
        width: Math.floor(WIDTH / values.length),
        height: 3,
      }),
  );

/**
 * All metrics that have these words among their namespace, name and dimensions, each a line of its own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export const search = (words: string, statistic: string, period: Duration = FIVE_MINUTES) =>
  new SearchExpression({
    expression: `SEARCH('${words}', '${statistic}', ${period.toSeconds()})`,
    // Before the names that CloudWatch finds; without one it is the expression.
    label: ' ',
    period,
  });
