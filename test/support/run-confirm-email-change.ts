// One invocation of confirm-email-change in a process that a test may kill.
import { handler } from '../../functions/confirm-email-change/index.ts';

const event = JSON.parse(process.env['EVENT'] ?? '') as Parameters<typeof handler>[0];
process.send?.(await handler(event, { awsRequestId: 'forked' }), () => process.disconnect());
