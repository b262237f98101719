import type { Stage } from './stage.ts';

/** Where CloudWatch keeps what this product counts itself: apart for each stage, as an account can have several. */
export const metricNamespaceOf = ({ name }: Pick<Stage, 'name'>): string => `UserManager/${name}`;
