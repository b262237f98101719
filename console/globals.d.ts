declare module '*.css';

/** What checks of functions/ take from Node: build.ts puts node/ in its place. */
declare module 'node:url' {
  export function domainToASCII(domain: string): string;
}

declare module 'node:util' {
  export function isDeepStrictEqual(one: unknown, other: unknown): boolean;
}
