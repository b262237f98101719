import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createServices } from '../lib/identity-services.ts';
import { syncIdentity } from './sync-identity.ts';

const services = createServices('sync-identity');

export const handler = (event: DynamoDBStreamEvent) => syncIdentity(services, event);
