import { actions } from '../../services/s3/actions/index.ts';
import { MAX_BYTES } from '../../services/s3/read-request.ts';
import { grouped, supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

/** Actions of S3. */
export function s3(): Section {
  return {
    title: 'Amazon S3',
    body: [
      `The app’s buckets, at \`<bucket>.localhost\` and with the bucket in the path; signatures are verified. An object, put at once or in parts, has at most ${grouped(MAX_BYTES)} bytes and no versions, tags or metadata of its own; lifecycle rules and bucket policies are not followed. Functions’ on-failure destinations put there what AWS puts. New objects are told to EventBridge; functions, queues and topics that a bucket’s notifications name hear of objects put and deleted. Presigned URLs hold from pages of any origin, but for those that are signed with the developer’s key: the log says where the bucket has no CORS rules, for which a browser would wait in vain on AWS.`,
      supportTable(
        'action',
        rowsOf([...actions.keys(), 'others'], {
          tests: ['local/test/services/s3'],
          sign: (name) => `${name}Command`,
          notes: { ListMultipartUploads: 'All at once.' },
          not: { others: 'Refused with `NotImplemented`.' },
        }),
      ),
    ],
  };
}
