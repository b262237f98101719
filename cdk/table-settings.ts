import {
  AttributeType,
  Billing,
  TableEncryptionV2,
  type TablePropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { EXPIRY_ATTRIBUTE, KEY_ATTRIBUTES } from '../model/keys.ts';
import type { Stage } from './stage.ts';

/** What every table has: its keys are `pk` and `sk`, and an item ends at its `expiresAt`. */
export const tableSettings = (stage: Stage) =>
  ({
    partitionKey: { name: KEY_ATTRIBUTES.partition, type: AttributeType.STRING },
    sortKey: { name: KEY_ATTRIBUTES.sort, type: AttributeType.STRING },
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.awsManagedKey(),
    timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    deletionProtection: stage.deletionProtection,
    removalPolicy: stage.removalPolicy,
  }) satisfies TablePropsV2;
