import {
  AttributeType,
  Billing,
  TableEncryptionV2,
  type TablePropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { EXPIRY_ATTRIBUTE, KEY_ATTRIBUTES } from '../model/keys.ts';
import type { Stage } from './stage.ts';

/** What every table has: its keys are `pk` and `sk`, and an item ends at its `expiresAt`. `key`: null for AWS's. */
export const tableSettings = (stage: Stage, key: IKey | null) =>
  ({
    partitionKey: { name: KEY_ATTRIBUTES.partition, type: AttributeType.STRING },
    sortKey: { name: KEY_ATTRIBUTES.sort, type: AttributeType.STRING },
    billing: Billing.onDemand(),
    encryption: key ? TableEncryptionV2.customerManagedKey(key) : TableEncryptionV2.awsManagedKey(),
    timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    deletionProtection: stage.deletionProtection,
    removalPolicy: stage.removalPolicy,
  }) satisfies TablePropsV2;
