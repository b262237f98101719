/** Why an app has no assembly here. */
export class NotHad extends Error {
  /** All that was printed. */
  readonly output: string;

  constructor(reason: string, output = '') {
    super(reason);
    this.output = output;
  }
}
