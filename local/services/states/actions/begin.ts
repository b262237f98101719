import { AwsError } from '../../../aws/index.ts';
import type { StateMachine } from '../../../assembly/model.ts';
import type { StatesServices } from '../action.ts';
import type { Begun } from '../executions.ts';

const MOST_CHARACTERS = 262_144;

/**
 * Begins an execution with what a request gives it.
 * @throws AwsError InvalidExecutionInput, InvalidName
 */
export function begin(
  machine: StateMachine,
  { input = '{}', name }: { readonly input?: unknown; readonly name?: unknown },
  { executions }: StatesServices,
): Begun {
  const text = String(input);
  if (text.length > MOST_CHARACTERS) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${MOST_CHARACTERS}`,
    );
  }
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${reason}'`,
    );
  }
  return executions.begin(machine, text, nameIn(name));
}

function nameIn(name: unknown): string | undefined {
  if (name === undefined || name === null) return undefined;
  if (typeof name === 'string' && /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/]{1,80}$/.test(name)) return name;
  throw new AwsError('InvalidName', `Invalid Name: ${JSON.stringify(name)}`);
}
