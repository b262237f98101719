import { isObject } from '../../../shared/is-object.ts';
import { StateError } from '../interpreter/index.ts';
import { textOf } from '../text-of.ts';
import { callJson, withMetadata, type JsonService } from './json-service.ts';
import type { TaskIntegration } from './task-services.ts';

const EVENTS: JsonService = { service: 'events', errors: 'EventBridge' };

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html */
const putEvents: TaskIntegration = async (argument, services, signal) => {
  const given = Array.isArray(argument['Entries']) ? (argument['Entries'] as unknown[]) : [];
  const Entries = given
    .filter(isObject)
    .map((entry) => ({ ...entry, Detail: textOf(entry['Detail']) }));
  const called = await callJson(EVENTS, 'PutEvents', { ...argument, Entries }, services, signal);
  if (called.output['FailedEntryCount'] === 0) return withMetadata(called);
  throw new StateError('EventBridge.FailedEntry', JSON.stringify(called.output));
};

export const events: Readonly<Record<string, TaskIntegration>> = { 'events:putEvents': putEvents };
