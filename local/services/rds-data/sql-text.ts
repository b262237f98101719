/** Who owns a cluster in Postgres; another master user is made beside it. */
export const OWNER = 'postgres';

/** A name in a statement. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text in a statement. */
export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
