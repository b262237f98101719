/**
 * Settings of an SDK client for the engine at this endpoint. Engines on this machine take any key;
 * for another the SDK finds its own by the usual chain.
 */
export function clientConfig(endpoint: string): {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
} {
  const isOnThisMachine = /^https?:\/\/(?:127\.|localhost\b|\[::1\]|host\.docker\.internal\b)/;
  if (!isOnThisMachine.test(endpoint)) return { endpoint, region: 'us-east-1' };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { endpoint, region: 'us-east-1', credentials };
}
