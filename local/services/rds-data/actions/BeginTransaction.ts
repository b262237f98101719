import { admit, type DataApiAction } from '../action.ts';

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BeginTransaction.html */
export const BeginTransaction: DataApiAction = {
  path: '/BeginTransaction',
  async answer(input, services, caller) {
    const { cluster, session } = admit('BeginTransaction', input, services, caller);
    return { transactionId: await cluster.begin(session) };
  },
};
