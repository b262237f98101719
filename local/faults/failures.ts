import type { FailureKind, FaultyService, ServiceFailure } from './types.ts';

const failure = (type: string, status: number, message: string): ServiceFailure => ({
  type,
  status,
  message,
});

type Failures = Readonly<Record<FailureKind, ServiceFailure>>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const DYNAMODB: Failures = {
  throttle: failure(
    'ProvisionedThroughputExceededException',
    400,
    'You exceeded your maximum allowed provisioned throughput for a table or for one or more global secondary indexes.',
  ),
  fail: failure(
    'InternalServerError',
    500,
    'The server encountered an internal error trying to fulfill the request.',
  ),
};

/** How each service refuses, in the names of its API reference. */
export const FAILURES: Readonly<Record<FaultyService, Failures>> = {
  dynamodb: DYNAMODB,
  // https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_Errors
  lambda: {
    throttle: failure('TooManyRequestsException', 429, 'Rate Exceeded.'),
    fail: failure('ServiceException', 500, 'The AWS Lambda service encountered an internal error.'),
  },
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html
  cognito: {
    throttle: failure('TooManyRequestsException', 400, 'Rate exceeded'),
    fail: failure('InternalErrorException', 500, 'Something went wrong'),
  },
  // https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
  ses: {
    throttle: failure(
      'TooManyRequestsException',
      429,
      'Too many requests have been made to the operation.',
    ),
    fail: failure(
      'InternalFailure',
      500,
      'The request processing has failed because of an unknown error, exception or failure.',
    ),
  },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
  sqs: {
    throttle: failure('RequestThrottled', 400, 'The request was denied due to request throttling.'),
    fail: failure(
      'InternalFailure',
      500,
      'The request processing has failed because of an unknown error, exception or failure.',
    ),
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  s3: {
    throttle: failure('SlowDown', 503, 'Please reduce your request rate.'),
    fail: failure('InternalError', 500, 'We encountered an internal error. Please try again.'),
  },
  // What SES and Cognito each say of a message that does not go out.
  mail: {
    throttle: failure('LimitExceededException', 400, 'Maximum sending rate exceeded.'),
    fail: failure(
      'MessageRejected',
      400,
      'The message is rejected by a fault of the local engine.',
    ),
  },
  // In the terms of what is behind it, where that has any.
  'data-source': {
    throttle: failure('ThrottlingException', 429, 'Rate exceeded'),
    fail: failure('InternalFailure', 500, 'The data source fails by a fault of the local engine.'),
  },
};
