import { describe, expect, it } from 'vitest';
import { senderOf } from '../../cdk/settings.ts';

describe('the context mailFrom', () => {
  it.each(['directory@example.com', "o'brien+users@mail.example.co.uk"])(
    'senderOf: takes %s',
    (address) => expect(senderOf(address)).toBe(address),
  );

  it.each([undefined, '', 'example.com', 'Directory <a@example.com>', 'a@b@c', 'ä@example.com', 7])(
    'senderOf: refuses %j and says how to give one',
    (value) => expect(() => senderOf(value)).toThrow('--context mailFrom='),
  );
});
