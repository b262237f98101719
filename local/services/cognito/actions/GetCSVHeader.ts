import { defineAction } from '../protocol/action.ts';
import { csvHeader } from '../import/header.ts';
import { object } from '../protocol/shape.ts';
import { fields } from './common.ts';

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetCSVHeader.html */
export const GetCSVHeader = defineAction({
  name: 'GetCSVHeader',
  access: 'signed',
  input: object({ UserPoolId: fields.poolId }),
  run(services, { UserPoolId }) {
    const pool = services.pools.get(UserPoolId);
    return { UserPoolId, CSVHeader: csvHeader(pool) };
  },
});
