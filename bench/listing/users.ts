import type { UserRecord } from '../../functions/lib/user.ts';

/** Shares of a directory: most are active members. */
const STATUSES = [...Array<'ACTIVE'>(8).fill('ACTIVE'), 'INVITED', 'SUSPENDED'] as const;
const ROLES = ['ADMIN', ...Array<'MEMBER'>(9).fill('MEMBER')] as const;

const FIRST_NAMES = (
  'Ada Alan Barbara Bjarne Brian Claude Dennis Donald Edsger Elizabeth Frances Grace Guido Hedy ' +
  'Ivan Jean John Ken Kathleen Leslie Linus Margaret Niklaus Peter Radia Robin Sophie Tim Vint Whitfield'
).split(' ');
const LAST_NAMES = (
  'Allen Backus Berners Cerf Dijkstra Engelbart Feigenbaum Gates Hamilton Hopper Hoare Iverson ' +
  'Johnson Kay Kernighan Knuth Lamarr Lamport Liskov Lovelace McCarthy Milner Naur Perlman Ritchie ' +
  'Shannon Stroustrup Thompson Torvalds Turing Wilson Wirth'
).split(' ');

/** The users of the bench: always the same, of one size, in another order for each sort. */
export function makeUser(index: number): UserRecord {
  const number = String(index).padStart(6, '0');
  const firstName = pick(FIRST_NAMES, scattered(index, 1));
  const lastName = pick(LAST_NAMES, scattered(index, 2));
  const createdAt = new Date(Date.UTC(2025, 0, 1) + index * 1_000).toISOString();
  return {
    id: `${scattered(index, 3).toString(16).padStart(8, '0')}-0000-4000-8000-000000${number}`,
    email: `${scattered(index, 4).toString(36).padStart(7, '0')}.${number}@example.com`,
    firstName,
    lastName,
    role: pick(ROLES, scattered(index, 5)),
    status: pick(STATUSES, scattered(index, 6)),
    attributes: { team: 'Benchmark', city: 'Localhost' },
    version: 1,
    createdAt,
    updatedAt: createdAt,
    createdBy: 'system',
    updatedBy: 'system',
  };
}

function pick<T>(values: readonly T[], number: number): T {
  return values[number % values.length] as T;
}

/** A number of 32 bits that looks like chance, and is the same in every run (murmur3's last step). */
function scattered(index: number, salt: number): number {
  let bits = Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
