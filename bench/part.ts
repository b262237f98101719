import type { BenchOptions } from './options.ts';

/** What a part measures with. */
export interface BenchContext {
  /** `quick` asks for a smoke run: nothing is installed, and as little as shows that it works. */
  readonly options: BenchOptions;
  /** Tells the progress. */
  tell(line: string): void;
}

/** One promise, and whether it is kept on this machine. */
export interface Goal {
  readonly text: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** One thing that `npm run bench` measures, and what the page says of it. */
export interface BenchPart<Results = unknown> {
  /** Its name on the command line, and its results' file. */
  readonly name: string;
  /** The heading of its section. */
  readonly title: string;
  /** Results are plain JSON: another run writes the page from the file they are kept in. */
  measure(context: BenchContext): Promise<Results>;
  /** Markdown below the heading; its own headings are `###`. */
  section(results: Results): string;
  goals(results: Results): readonly Goal[];
}
