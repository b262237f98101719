import { checkLength } from './budget.ts';
import { isJavaWord, search } from './java-pattern.ts';
import type { Match } from './java-pattern.ts';
import { TypeErrorClass, charCodeAt, hasOwn, isRecord, toText } from './primordials.ts';
import { UtilError } from './state.ts';

/**
 * String.prototype.replace and replaceAll as APPSYNC_JS has them: the pattern is a Java regular
 * expression, the replacement Java's (`$1`, `${name}`, backslash escapes).
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/supported-features.html
 */
export function javaReplace(
  text: string,
  pattern: unknown,
  replacement: unknown,
  all: boolean,
): string {
  if (typeof replacement === 'function') {
    throw new TypeErrorClass('replace takes a string, not a function, in APPSYNC_JS');
  }
  const template = toText(replacement);
  let result = '';
  let end = 0;
  for (const match of search(toText(pattern), text, all)) {
    result += text.slice(end, match.index) + expand(template, match);
    checkLength(result);
    end = match.index + (match[0] ?? '').length;
  }
  return result + text.slice(end);
}

/** Java's Matcher.appendReplacement. */
function expand(template: string, match: Match): string {
  if (template.indexOf('$') < 0 && template.indexOf('\\') < 0) return template;
  let result = '';
  let at = 0;
  while (at < template.length) {
    const character = template.charAt(at);
    if (character === '\\') {
      if (at + 1 >= template.length) throw new UtilError('character to be escaped is missing');
      result += template.charAt(at + 1);
      at += 2;
    } else if (character === '$') {
      const group =
        template.charAt(at + 1) === '{'
          ? namedGroup(template, at, match)
          : numberedGroup(template, at, match);
      result += group.text;
      at = group.end;
    } else {
      result += character;
      at += 1;
    }
  }
  return result;
}

function namedGroup(template: string, at: number, match: Match) {
  const close = template.indexOf('}', at);
  const name = template.slice(at + 2, close);
  const groups = match.groups;
  if (close < 0 || !isJavaWord(name) || !isRecord(groups) || !hasOwn(groups, name)) {
    throw new UtilError(`No group with name {${name}}`);
  }
  return { text: groups[name] ?? '', end: close + 1 };
}

function numberedGroup(template: string, at: number, match: Match) {
  const digit = (index: number) => {
    const value = index < template.length ? charCodeAt(template, index) - 48 : -1;
    return value >= 0 && value <= 9 ? value : -1;
  };
  let number = digit(at + 1);
  if (number < 0) throw new UtilError('Illegal group reference');
  if (number >= match.length) throw new UtilError(`No group ${number}`);
  let end = at + 2;
  // Java takes further digits as long as such a group exists.
  for (let next = digit(end); next >= 0 && number * 10 + next < match.length; next = digit(end)) {
    number = number * 10 + next;
    end += 1;
  }
  return { text: match[number] ?? '', end };
}
