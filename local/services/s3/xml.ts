import type { S3Answer } from './action.ts';

/** A document of S3. */
export const xml = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;

/** An element that holds text. */
export const element = (name: string, text: string): string =>
  `<${name}>${text.replaceAll(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</${name}>`;

/** An answer that is a document with such a root. */
export const sent = (root: string, content: string): S3Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: xml(`<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${root}>`),
});
