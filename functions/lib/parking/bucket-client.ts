import { readEnvironment } from '../environment.ts';
import { createSignedCall, endpointOf } from '../signed-call.ts';

/**
 * Writes an object.
 * @param key letters, digits and `-_./` alone
 * @throws ServiceError when S3 does not take it, after three attempts at what may pass
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export async function putIntoBucket(bucket: string, key: string, body: string): Promise<void> {
  // Host names for buckets are for AWS alone.
  const isLocal = endpointOf('s3') !== undefined;
  await createSignedCall('s3')({
    method: 'PUT',
    host: `${bucket}.s3.${readEnvironment('AWS_REGION')}.amazonaws.com`,
    path: isLocal ? `/${bucket}/${key}` : `/${key}`,
    body,
  });
}
