/** The value of a policy variable, null when the request has none. */
export type VariableLookup = (key: string) => string | null;

/** A text of a policy that stands for many. */
export interface Pattern {
  /** Whether it cannot be told without the request. */
  readonly hasVariables: boolean;
  matches(text: string, valueOf: VariableLookup): boolean;
}

const VARIABLE = /\$\{([^}]*)\}/;
const NO_VARIABLES: VariableLookup = () => null;

/**
 * `*` is any text, `?` any one character, `${aws:userid}` a policy variable, `${*}` the sign itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function compilePattern(source: string, { anyCase }: { anyCase: boolean }): Pattern {
  if (source === '*') return { hasVariables: false, matches: () => true };
  const compile = (valueOf: VariableLookup): RegExp | null => {
    const text = expressionOf(source, valueOf);
    return text === null ? null : new RegExp(`^${text}$`, anyCase ? 'is' : 's');
  };
  if (VARIABLE.test(source)) {
    const matches = (text: string, valueOf: VariableLookup): boolean =>
      compile(valueOf)?.test(text) ?? false;
    return { hasVariables: true, matches };
  }
  const expression = compile(NO_VARIABLES);
  return { hasVariables: false, matches: (text) => expression?.test(text) ?? false };
}

/** The text with its variables put in; null when one of them has no value. */
export function expand(source: string, valueOf: VariableLookup): string | null {
  return assemble(source, valueOf, (part) => part);
}

/** What a variable gave is never a wildcard. */
function expressionOf(source: string, valueOf: VariableLookup): string | null {
  const quoted: VariableLookup = (key) => {
    const value = valueOf(key);
    return value === null ? null : quote(value);
  };
  return assemble(source, quoted, glob, quote);
}

function assemble(
  source: string,
  valueOf: VariableLookup,
  plain: (part: string) => string,
  sign: (character: string) => string = (character) => character,
): string | null {
  let text = '';
  // Every other part is the inside of ${...}.
  for (const [index, part] of source.split(VARIABLE).entries()) {
    if (index % 2 === 0) text += plain(part);
    else if (part === '*' || part === '?' || part === '$') text += sign(part);
    else {
      const [, key = '', otherwise] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(part) ?? [];
      const value = valueOf(key) ?? (otherwise === undefined ? null : sign(otherwise));
      if (value === null) return null;
      text += value;
    }
  }
  return text;
}

const quote = (text: string): string => text.replaceAll(/[\\^$.|+*?()[\]{}]/g, String.raw`\$&`);

const glob = (text: string): string =>
  text
    .replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
