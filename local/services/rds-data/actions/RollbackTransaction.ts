import { admit, textOf, type DataApiAction } from '../action.ts';

/** https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_RollbackTransaction.html */
export const RollbackTransaction: DataApiAction = {
  path: '/RollbackTransaction',
  async answer(input, services, caller) {
    const { cluster } = admit('RollbackTransaction', input, services, caller);
    await cluster.end(textOf(input, 'transactionId'), 'ROLLBACK');
    return { transactionStatus: 'Rollback Complete' };
  },
};
