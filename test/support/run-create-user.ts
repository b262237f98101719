// One invocation of create-user in a process that a test may kill.
import { handler } from '../../functions/create-user/index.ts';

const event = JSON.parse(process.env['EVENT'] ?? '') as Parameters<typeof handler>[0];
process.send?.(await handler(event, { awsRequestId: 'forked' }), () => process.disconnect());
