import { charCodeAt, jsonParse } from '../kernel/primordials.ts';
import { UtilError } from '../kernel/state.ts';
import { Scanner } from './scanner.ts';

/**
 * The value of what a template printed; undefined of nothing. As recorded from AWS, a comma may stand
 * before a closing bracket.
 * @throws UtilError in AWS's words for all else that is not JSON
 */
export function readJson(printed: string): unknown {
  const text = printed.trim();
  if (text === '') return undefined;
  try {
    return jsonParse(text);
  } catch {
    const repaired = withoutLastCommas(text);
    if (repaired !== text) return readJson(repaired);
    throw new UtilError(problemOf(text));
  }
}

function problemOf(text: string): string {
  const at = new Scanner(text).problem();
  if (at === null) return 'Trailing characters at the end of the JSON string are not allowed.';
  const before = text.slice(0, at).split('\n');
  const what =
    at >= text.length
      ? 'Unexpected end-of-input'
      : `Unexpected character ('${text.charAt(at)}' (code ${charCodeAt(text, at)}))`;
  const place = `line: ${before.length}, column: ${(before[before.length - 1] ?? '').length + 1}`;
  const source =
    text.length > 500 ? `${text.slice(0, 500)}[truncated ${text.length - 500} chars]` : text;
  return `Unable to parse the JSON document: '${what}\n at [Source: (String)"${source}"; ${place}]'`;
}

/** Without commas before a closing bracket, except in strings. */
function withoutLastCommas(text: string): string {
  let result = '';
  let from = 0;
  let comma = -1;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') isInString = !isInString;
    if (isInString && character === '\\') at += 1;
    if (isInString || character === '"') comma = -1;
    else if (character === ',') comma = at;
    else if ((character === '}' || character === ']') && comma >= 0) {
      result += text.slice(from, comma);
      from = comma + 1;
      comma = -1;
    } else if (character.trim() !== '') comma = -1;
  }
  return result + text.slice(from);
}
