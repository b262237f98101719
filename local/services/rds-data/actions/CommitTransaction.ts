import { admit, textOf, type DataApiAction } from '../action.ts';

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_CommitTransaction.html */
export const CommitTransaction: DataApiAction = {
  path: '/CommitTransaction',
  async answer(input, services, caller) {
    const { cluster } = admit('CommitTransaction', input, services, caller);
    await cluster.end(textOf(input, 'transactionId'), 'COMMIT');
    return { transactionStatus: 'Transaction Committed' };
  },
};
