import type { FieldChange } from 'user-manager-client';
import { UPDATE_FIELDS } from '../../../../model/user-fields.ts';
import { rowsOf } from './attribute-values.ts';
import type { EditValues } from './edit-values.ts';

/** The form's values before a change; null when it changed nothing that can be edited. */
export function takenBack(changes: readonly FieldChange[]): Partial<EditValues> | null {
  const entries = changes.flatMap(({ field, from }) => {
    const name = UPDATE_FIELDS.find((known) => known === field);
    return name === undefined ? [] : [[name, valueOf(name, from)] as const];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function valueOf(field: string, from: unknown): unknown {
  if (field !== 'attributes') return from ?? '';
  return { mode: 'form', rows: rowsOf(from as Readonly<Record<string, unknown>> | null) };
}
