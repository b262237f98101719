import { Expressions, RUNTIME, SCOPE, variable } from './expressions.ts';
import { isBlock } from './nodes.ts';
import type { Block, Directive, Expression, Head, Node, Position, Reference } from './nodes.ts';
import { TemplateSyntaxError, parseTemplate } from './parse-template.ts';
import { Writer } from './writer.ts';
import type { Place } from './writer.ts';

/** A template as code. */
export interface CompiledTemplate {
  /** An arrow function of the template's scope; line n of it belongs to line n of the template. */
  readonly code: string;
  readonly lines: number;
  /** Why it cannot run: AWS answers this each time it is evaluated. */
  readonly problem: string | null;
}

/** @param firstLine line of the body that the code begins on, from 1 */
export function compileTemplate(source: string, firstLine: number): CompiledTemplate {
  const lines = source.split('\n').length;
  try {
    const code = new TemplateCompiler(source, firstLine).compile();
    return { code, lines, problem: null };
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const code = `() => { throw ${RUNTIME}.refusal(${JSON.stringify(error.message)}); }`;
    return { code, lines, problem: error.message };
  }
}

type DirectiveOf<Type extends Directive['type']> = Extract<Directive, { type: Type }>;
type HeadOf<Type extends Head['type']> = Extract<Head, { type: Type }>;

const NOT_RUN = ['evaluate', 'parse', 'include'];
const QUIET = ['qr', 'quiet'];

class TemplateCompiler {
  readonly #source: readonly string[];
  readonly #text: string;
  readonly #offset: number;
  readonly #expressions: Expressions;
  readonly #writer: Writer;
  readonly #macros: Set<string>;
  /** Of the text in double quotes that this is. */
  readonly #place: Place | null;
  #loops = 0;
  /** Loops that `#break` can leave. */
  #inLoops = 0;
  /** Inside of a function of its own, from which `#return` has to be thrown. */
  #depth = 0;

  constructor(
    source: string,
    firstLine: number,
    within?: { readonly place: Place; readonly macros: Set<string> },
  ) {
    this.#place = within?.place ?? null;
    this.#macros = within?.macros ?? new Set();
    this.#text = source;
    this.#source = source.split('\n');
    this.#offset = firstLine - 1;
    this.#writer = new Writer(firstLine);
    this.#expressions = new Expressions((text, place) => this.#interpolated(text, place));
  }

  compile(): string {
    const nodes = parseTemplate(this.#text);
    this.#writer.add(`(${SCOPE}) => { const m = {}; let o = ""; `);
    this.#nodes(nodes);
    this.#writer.add('return o; }');
    return this.#writer.toString();
  }

  #nodes(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (typeof node === 'string') this.#print(JSON.stringify(node));
      else if (isBlock(node)) this.#block(node);
      else if (node.type === 'references') this.#reference(node);
      else this.#directive(node);
    }
  }

  #print(code: string): void {
    if (code !== '""') this.#writer.add(`o += ${code}; `);
  }

  #at(pos: Position | undefined): Place {
    if (this.#place) return this.#place;
    const line = pos?.first_line ?? 1;
    this.#writer.goTo(line + this.#offset);
    return { line, column: (pos?.first_column ?? 0) + 1 };
  }

  #reference(node: Reference): void {
    const place = this.#at(node.pos);
    const { id, path = [] } = node;
    const [only] = path;
    const isUtil = (id === 'util' || id === 'utils') && path.length === 1;
    if (isUtil && only?.type === 'method' && QUIET.includes(only.id)) {
      this.#writer.add(`${this.#expressions.list(only.args || [], place) || 'null'}; `);
      return;
    }
    this.#print(this.#shown(node));
  }

  #shown(node: Reference): string {
    const written = node.leader === '$!' ? '' : this.#written(node.pos);
    const value = this.#expressions.reference(node, this.#at(node.pos));
    return `${RUNTIME}.shown(${value}, ${JSON.stringify(written)})`;
  }

  /** How something is written in the template. */
  #written(pos: Position | undefined): string {
    if (!pos) return '';
    const lines = this.#source.slice(pos.first_line - 1, pos.last_line);
    const last = lines.length - 1;
    return lines
      .map((line, index) =>
        line.slice(
          index === 0 ? pos.first_column : 0,
          index === last ? pos.last_column : undefined,
        ),
      )
      .join('\n');
  }

  #directive(node: Directive): void {
    switch (node.type) {
      case 'set':
        this.#set(node);
        return;
      case 'macro_call':
        this.#call(node);
        return;
      case 'raw':
        this.#print(JSON.stringify(node.value));
        return;
      case 'break':
        this.#writer.add(this.#inLoops > 0 ? 'break; ' : 'return o; ');
        return;
      default:
        return;
    }
  }

  #set({ equal: [target, expression], pos }: DirectiveOf<'set'>): void {
    const place = this.#at(pos);
    const value = this.#expressions.of(expression, place);
    const { id, path = [] } = target;
    const last = path.at(-1);
    if (last === undefined) this.#writer.add(`${variable(id)} = ${value}; `);
    if (last === undefined || last.type === 'method') return;
    const holder = this.#expressions.reference({ id, path: path.slice(0, -1) }, place);
    const key =
      last.type === 'property' ? JSON.stringify(last.id) : this.#expressions.of(last.id, place);
    this.#writer.add(`${RUNTIME}.assign(${holder}, ${key}, ${value}); `);
  }

  #call({ id, args = [], pos }: DirectiveOf<'macro_call'>): void {
    const place = this.#at(pos);
    if (id === 'return') {
      this.#return(args, place);
      return;
    }
    if (NOT_RUN.includes(id)) {
      const { line, column } = place;
      throw new TemplateSyntaxError(
        `#${id} at velocity[line ${line}, column ${column}] does not run in mapping templates here.`,
      );
    }
    const name = JSON.stringify(id);
    const written = JSON.stringify(this.#written(pos));
    const given = this.#expressions.list(args, place);
    this.#print(
      this.#macros.has(id) ? `(m[${name}] ? m[${name}](${given}) : ${written})` : written,
    );
  }

  #return([value]: readonly Expression[], place: Place): void {
    const code = value === undefined ? 'null' : this.#expressions.of(value, place);
    this.#writer.add(`${this.#depth > 0 ? 'throw' : 'return'} new ${RUNTIME}.Returned(${code}); `);
  }

  #block([head, ...body]: Block): void {
    switch (head.type) {
      case 'if':
        this.#if(head, body);
        return;
      case 'foreach':
        this.#foreach(head, body);
        return;
      case 'macro':
        this.#macro(head, body);
        return;
      default: {
        const { line, column } = this.#at(head.pos);
        throw new TemplateSyntaxError(
          `#${head.type} at velocity[line ${line}, column ${column}] does not run in mapping templates here.`,
        );
      }
    }
  }

  #if({ condition, pos }: HeadOf<'if'>, body: readonly Node[]): void {
    this.#writer.add(`if (${this.#expressions.condition(condition, this.#at(pos))}) { `);
    for (const node of body) {
      if (typeof node === 'string' || isBlock(node)) this.#nodes([node]);
      else if (node.type === 'else') this.#writer.add('} else { ');
      else if (node.type === 'elseif') {
        const place = this.#at(node.pos);
        this.#writer.add(`} else if (${this.#expressions.condition(node.condition, place)}) { `);
      } else this.#nodes([node]);
    }
    this.#writer.add('} ');
  }

  #foreach({ to, from, pos }: HeadOf<'foreach'>, body: readonly Node[]): void {
    const n = (this.#loops += 1);
    const list = this.#expressions.of(from, this.#at(pos));
    const item = variable(to);
    this.#writer.add(
      `{ const l${n} = ${RUNTIME}.iterated(${list}), s${n} = ${item}, f${n} = ${SCOPE}.foreach, n${n} = l${n}.length; ` +
        `for (let i${n} = 0; i${n} < n${n}; i${n} += 1) { ${RUNTIME}.step(); ${item} = l${n}[i${n}]; ` +
        `${RUNTIME}.loop(${SCOPE}, i${n}, n${n}, f${n}); `,
    );
    this.#inLoops += 1;
    this.#nodes(body);
    this.#inLoops -= 1;
    this.#writer.add(`} ${item} = s${n}; ${SCOPE}.foreach = f${n}; } `);
  }

  #macro({ id, args = [], pos }: HeadOf<'macro'>, body: readonly Node[]): void {
    this.#at(pos);
    this.#macros.add(id);
    const names = args.map((arg) => variable(arg.id));
    const own = names.map((_, index) => `p${index}`);
    const saved = names.map((name, index) => `q${index} = ${name}`);
    this.#writer.add(
      `m[${JSON.stringify(id)}] = (${own.join(', ')}) => { ${RUNTIME}.step(); let ${['o = ""', ...saved].join(', ')}; ` +
        names.map((name, index) => `${name} = p${index}; `).join(''),
    );
    const loops = this.#inLoops;
    this.#inLoops = 0;
    this.#depth += 1;
    this.#nodes(body);
    this.#depth -= 1;
    this.#inLoops = loops;
    const restored = names.map((name, index) => `${name} = q${index}; `).join('');
    this.#writer.add(`${restored}return o; }; `);
  }

  /** A text in double quotes is a template of its own; one that is none stays as it is. */
  #interpolated(text: string, place: Place): string {
    if (!/[$#]/.test(text)) return JSON.stringify(text);
    try {
      return new TemplateCompiler(text, 1, { place, macros: this.#macros }).#inline();
    } catch (error) {
      if (error instanceof TemplateSyntaxError) return JSON.stringify(text);
      throw error;
    }
  }

  #inline(): string {
    this.#depth = 1;
    const nodes = parseTemplate(this.#text);
    const isPlain = nodes.every((node) => typeof node === 'string' || isReference(node));
    if (!isPlain) {
      this.#nodes(nodes);
      return `(() => { let o = ""; ${this.#writer.toString()}return o; })()`;
    }
    const pieces = nodes.map((node) =>
      typeof node === 'string' ? JSON.stringify(node) : this.#shown(node),
    );
    return `(${pieces.join(' + ') || '""'})`;
  }
}

const isReference = (node: Node): node is Reference =>
  typeof node !== 'string' && !isBlock(node) && node.type === 'references';
