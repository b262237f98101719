import { describe, expect, test } from 'vitest';
import { authenticator, NOW, refusal, requestWith } from '../harness.ts';

const apiKeys = [
  { key: 'da2-good', expires: NOW / 1_000 + 3_600 },
  { key: 'da2-old', expires: NOW / 1_000 - 1 },
];
const { authenticate } = authenticator([{ type: 'API_KEY' }], { apiKeys });

describe('API_KEY', () => {
  test('known key: is admitted without an identity', async () => {
    expect(await authenticate(requestWith({ 'x-api-key': 'da2-good' }))).toEqual({
      mode: 'API_KEY',
      identity: null,
      deniedFields: [],
    });
  });

  test.each(['da2-old', 'da2-unknown', ''])(
    'key "%s", expired or unknown: is refused',
    async (key) => {
      expect(await authenticate(requestWith({ 'x-api-key': key }))).toEqual(
        refusal('You are not authorized to make this call.'),
      );
    },
  );

  test('no key: is refused', async () => {
    expect(await authenticate(requestWith({}))).toEqual(
      refusal('Valid authorization header not provided.'),
    );
  });
});
