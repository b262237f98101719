import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { correctionOf } from '../../../services/cognito/hosted/qr/codewords.ts';
import { qrCode } from '../../../services/cognito/hosted/qr/qr-code.ts';

const textOf = (length: number) =>
  Array.from({ length }, (_each, at) =>
    String.fromCodePoint(33 + ((at * 7 + length * 13) % 90)),
  ).join('');
const rowsOf = (length: number) =>
  (qrCode(textOf(length)) ?? []).map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));

describe('QR codes', () => {
  it('qrCode: corrects errors as in the widely printed example of 1-M, HELLO WORLD', () => {
    const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
    expect(correctionOf(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
  });

  it('qrCode: says level M and its mask in both places, in the words of ISO/IEC 18004', () => {
    // Table C.1, masks 0 to 7.
    const formats = [
      '101010000010010',
      '101000100100101',
      '101111001111100',
      '101101101001011',
      '100010111111001',
      '100000011001110',
      '100111110010111',
      '100101010100000',
    ];
    for (const length of [1, 50, 200]) {
      const rows = rowsOf(length);
      const row = rows[8] ?? '';
      const below = rows.map((line) => line[8]);
      // The highest bit first: along row 8, and from the bottom up column 8, then the rest of the row.
      const first = `${row.slice(0, 6)}${row[7] ?? ''}${below
        .slice(0, 9)
        .filter((_each, at) => at !== 6)
        .reverse()
        .join('')}`;
      const second = `${below.slice(-7).reverse().join('')}${row.slice(-8)}`;
      expect(formats).toContain(first);
      expect(second).toBe(first);
    }
  });

  it('qrCode: from version 7 on says the version', () => {
    const rows = rowsOf(120);
    expect(rows).toHaveLength(45);
    const bits = [5, 4, 3, 2, 1, 0].map((row) =>
      [36, 35, 34].map((column) => rows[row]?.[column]).join(''),
    );
    // Table D.1.
    expect(bits.join('')).toBe('000111110010010100');
  });

  it('qrCode: codes are those that jsQR 1.4.0 has read', () => {
    const digest = (length: number) =>
      createHash('sha256').update(rowsOf(length).join()).digest('hex').slice(0, 16);
    expect([1, 62, 180, 666].map(digest)).toEqual([
      '6bb560c65372ce52',
      '13d7435484c0212c',
      '81a2375a80239428',
      '0d30f77c9203bc8c',
    ]);
  });

  it('qrCode: has none of what is too long', () => {
    expect(qrCode(textOf(667))).toBeNull();
  });
});
