import { AWSDate } from './AWSDate.ts';
import { AWSDateTime } from './AWSDateTime.ts';
import { AWSEmail } from './AWSEmail.ts';
import { AWSIPAddress } from './AWSIPAddress.ts';
import { AWSJSON } from './AWSJSON.ts';
import { AWSPhone } from './AWSPhone.ts';
import { AWSTime } from './AWSTime.ts';
import { AWSTimestamp } from './AWSTimestamp.ts';
import { AWSURL } from './AWSURL.ts';
import { BooleanScalar } from './Boolean.ts';
import { Float } from './Float.ts';
import { ID } from './ID.ts';
import { Int } from './Int.ts';
import { Long } from './Long.ts';
import { StringScalar } from './String.ts';
import type { Scalar } from './scalar.ts';

/** Every scalar of AppSync by name; it knows no others. */
export const scalars: ReadonlyMap<string, Scalar> = new Map(
  [
    AWSDate,
    AWSTime,
    AWSDateTime,
    AWSTimestamp,
    AWSEmail,
    AWSJSON,
    AWSPhone,
    AWSURL,
    AWSIPAddress,
    BooleanScalar,
    Float,
    ID,
    Int,
    Long,
    StringScalar,
  ].map((scalar) => [scalar.name, scalar]),
);
