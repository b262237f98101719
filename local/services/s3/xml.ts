/** A document of S3. */
export const xml = (root: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n${root}`;

/** An element that holds text. */
export const element = (name: string, text: string): string =>
  `<${name}>${text.replaceAll(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</${name}>`;
