import {
  AttributeType,
  Billing,
  TableEncryptionV2,
  type TablePropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Stage } from './stages.ts';

/** What every table has: its keys are `pk` and `sk`, and an item ends at its `expiresAt`. */
export const tableSettings = (stage: Stage) =>
  ({
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.awsManagedKey(),
    timeToLiveAttribute: 'expiresAt',
    deletionProtection: stage.deletionProtection,
    removalPolicy: stage.removalPolicy,
  }) satisfies TablePropsV2;
