declare module '*.css';

/** What checks of functions/ take from Node: build.ts puts node/url.ts in its place. */
declare module 'node:url' {
  export function domainToASCII(domain: string): string;
}
