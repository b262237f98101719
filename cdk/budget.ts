import { Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

interface BudgetProps {
  readonly stage: Stage;
  /** US dollars a month. */
  readonly limit: number;
  /** Who is told. */
  readonly mail: string;
}

/**
 * Tells by mail when the account has spent 80 % of a month's budget, and when it will spend more than all of
 * it if it goes on so. Of the whole account: a tag counts only once somebody has activated it for billing.
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, { stage, limit, mail }: BudgetProps) {
    super(scope, id);
    const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
      },
      subscribers: [{ subscriptionType: 'EMAIL', address: mail }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        // Of the whole account: a second region has its own.
        budgetName: `user-manager-${stage.name}-${Stack.of(this).region}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limit, unit: 'USD' },
      },
      notificationsWithSubscribers: [told('ACTUAL', 80), told('FORECASTED', 100)],
    });
  }
}
