/** Where in a template a piece stands; lines and columns from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Collects code so that each line of it belongs to the same line of its template. */
export class Writer {
  #code = '';
  #line: number;

  /** @param line that the code begins on */
  constructor(line: number) {
    this.#line = line;
  }

  /** Goes on at a line, if it is not past it already. */
  goTo(line: number): void {
    if (line <= this.#line) return;
    this.#code += '\n'.repeat(line - this.#line);
    this.#line = line;
  }

  /** @param code without a line break */
  add(code: string): void {
    this.#code += code;
  }

  toString(): string {
    return this.#code;
  }
}
