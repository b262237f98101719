import { util } from '@aws-appsync/utils';

/** Whether a text is without halves of surrogate pairs, which no UTF-8 has and DynamoDB refuses. */
export function isWellFormed(text: string): boolean {
  return util.base64Decode(util.base64Encode(text)) === text;
}
