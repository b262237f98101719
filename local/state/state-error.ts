import { LocalError } from '../shared/errors.ts';

/** Why something about the state is refused, as `/_local/` answers it. */
export type StateRefusal = 'BadRequest' | 'NotFound' | 'Conflict' | 'Busy';

/** A refusal about snapshots, exports and resets; nothing was changed. */
export class StateError extends LocalError {
  readonly refusal: StateRefusal;

  constructor(refusal: StateRefusal, message: string, options?: ErrorOptions) {
    super('ERR_STATE', message, options);
    this.refusal = refusal;
  }
}
