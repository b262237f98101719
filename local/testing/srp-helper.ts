import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { createRequire } from 'node:module';

export {
  createSrpSession,
  signSrpSession,
  wrapAuthChallenge,
  wrapInitiateAuth,
} from 'cognito-srp-helper';

interface BigInteger {
  mod(modulus: BigInteger): BigInteger;
  toString(radix: number): string;
}

interface Jsbn {
  readonly BigInteger: {
    new (text: string, radix: number): BigInteger;
    readonly prototype: {
      modPow(this: BigInteger, exponent: BigInteger, modulus: BigInteger): BigInteger;
    };
  };
}

/*
 * cognito-srp-helper, an independent client of SRP. Its package of numbers takes 0.3 seconds of processor
 * for each sign-in, so OpenSSL raises to powers for it: the bare RSA public operation is just that.
 */
const jsbn = createRequire(import.meta.resolve('cognito-srp-helper'))('jsbn') as Jsbn;

jsbn.BigInteger.prototype.modPow = function (exponent, modulus) {
  const n = bytesOf(modulus);
  const jwk = {
    kty: 'RSA',
    n: n.toString('base64url'),
    e: bytesOf(exponent).toString('base64url'),
  };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const base = bytesOf(this.mod(modulus));
  const padded = Buffer.concat([Buffer.alloc(n.length - base.length), base]);
  const power = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, padded);
  return new jsbn.BigInteger(power.toString('hex'), 16);
};

function bytesOf(number: BigInteger): Buffer {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
