/**
 * An error as SES answers it: `x-amzn-errortype` and `message`.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/CommonErrors.html
 */
export class SesError extends Error {
  override readonly name = 'SesError';
  /** Exception name without a namespace, e.g. `BadRequestException`. */
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

/** The input breaks a rule of the API. */
export function badRequest(message: string): SesError {
  return new SesError('BadRequestException', message);
}
