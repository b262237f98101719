import { StateError } from '../state-error.ts';
import { intrinsics } from './functions.ts';

type Find = (path: string) => unknown;
interface Read {
  readonly value: unknown;
  /** What is behind it. */
  readonly rest: string;
}

const failure = (cause: string): StateError => new StateError('States.IntrinsicFailure', cause);

/**
 * What a call of an intrinsic function gives: `States.Format('Hello {}', $.name)`.
 * @param find what a path leads to
 * @throws StateError States.IntrinsicFailure
 */
export function callIntrinsic(text: string, find: Find): unknown {
  const { value, rest } = readCall(text, find);
  if (rest.trim() === '') return value;
  throw failure(`${text} is no call of an intrinsic function.`);
}

function readCall(text: string, find: Find): Read {
  const [head = '', name = ''] = /^\s*States\.(\w+)\(/.exec(text) ?? [];
  const intrinsic = intrinsics.get(name);
  if (!intrinsic) throw failure(`${text} calls no intrinsic function.`);
  const args: unknown[] = [];
  let rest = text.slice(head.length).trimStart();
  while (!rest.startsWith(')')) {
    const read = readArgument(rest, find);
    args.push(read.value);
    rest = read.rest.trimStart();
    if (rest.startsWith(',')) rest = rest.slice(1).trimStart();
    else if (!rest.startsWith(')')) throw failure(`${text} is not closed.`);
  }
  try {
    return { value: intrinsic(...(args as never[])), rest: rest.slice(1) };
  } catch (error) {
    throw failure(`States.${name}: ${error instanceof Error ? error.message : ''}`);
  }
}

const LITERAL =
  /^(?:'((?:\\.|[^'\\])*)'|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\s,)]))/s;
const PATH = /^\$(?:\[(?:'[^']*'|"[^"]*"|[^\]])*\]|[^\s,)[])*/;

function readArgument(text: string, find: Find): Read {
  if (text.startsWith('States.')) return readCall(text, find);
  const [path] = PATH.exec(text) ?? [];
  if (path !== undefined) return { value: find(path), rest: text.slice(path.length) };
  const [literal, quoted, plain] = LITERAL.exec(text) ?? [];
  if (literal === undefined) throw failure(`${text} begins with no argument.`);
  // Braces stay escaped for States.Format.
  const value: unknown =
    plain === undefined ? (quoted ?? '').replaceAll(/\\(['\\])/g, '$1') : JSON.parse(plain);
  return { value, rest: text.slice(literal.length) };
}
