import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/*
 * Each user pool makes two keys of RSA when it first starts, which is most of what its start costs. In tests a worker
 * makes some, and pools get them in turn: those of pools that are there at the same time are different. Who
 * says more of a key than its length gets one that nobody else has.
 */
const MOST = 12;
const STOCK = Symbol.for('keys in stock');

const { generateKeyPairSync: generate } = crypto;

/** @type {import('node:crypto').KeyPairKeyObjectResult[]} */
const stock = [];
let handedOut = 0;

/** @type {(type: string, options: object, ...rest: unknown[]) => unknown} */
function fromStock(type, options, ...rest) {
  if (type !== 'rsa' || JSON.stringify(options) !== '{"modulusLength":2048}') {
    return Reflect.apply(generate, crypto, [type, options, ...rest]);
  }
  const place = handedOut++ % MOST;
  return (stock[place] ??= generate('rsa', { modulusLength: 2048 }));
}

// A setup file is run for each file of tests.
if (!(STOCK in globalThis)) {
  Object.assign(globalThis, { [STOCK]: true });
  Object.assign(crypto, { generateKeyPairSync: fromStock });
  syncBuiltinESMExports();
}
