/** What of a statement may hold a colon that begins no parameter: texts, names, comments, casts. */
const OTHER = [
  /(?<!\w)[eE]'(?:[^'\\]|''|\\[\s\S])*'/,
  /'(?:[^']|'')*'/,
  /"(?:[^"]|"")*"/,
  /--[^\n]*/,
  /\/\*[\s\S]*?\*\//,
  /(?<!\w)\$(?<tag>(?:[A-Za-z_]\w*)?)\$[\s\S]*?\$\k<tag>\$/,
  /::/,
];
const TOKEN = new RegExp(
  [...OTHER.map(({ source }) => source), ':(?<name>[A-Za-z_]\\w*)'].join('|'),
  'g',
);

/** A statement in Postgres' own form. */
export interface NumberedStatement {
  /** With `$1` and so on. */
  readonly sql: string;
  /** Of `$1` and so on. */
  readonly names: readonly string[];
}

/** Numbers the parameters of a statement: `:name` is `$1`, wherever it stands again. */
export function numberParameters(sql: string): NumberedStatement {
  const names: string[] = [];
  let numbered = '';
  let end = 0;
  for (const { 0: token, index, groups } of sql.matchAll(TOKEN)) {
    const name = groups?.['name'];
    if (name === undefined) continue;
    if (!names.includes(name)) names.push(name);
    numbered += `${sql.slice(end, index)}$${names.indexOf(name) + 1}`;
    end = index + token.length;
  }
  return { sql: numbered + sql.slice(end), names };
}
