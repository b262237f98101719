import type { CodeModule, Runtime } from '../appsync-js/types.ts';
import type { Code, MappingTemplates, Origin } from '../assembly/model.ts';
import { LocalError } from '../shared/errors.ts';
import { DEFAULT_TEMPLATES } from '../vtl/index.ts';

/** What of a resolver or function runs: code, or mapping templates. */
interface Runnable extends Pick<Origin, 'logicalId'> {
  readonly code: Code | null;
  readonly templates: MappingTemplates | null;
}

/** What takes the place of templates that are left out. */
export type DefaultsOf = 'lambda' | 'pipeline' | 'other';

/** Compiles what the resolvers and functions of an API run. */
export class ModuleLoader {
  readonly #runtime: Runtime;
  /** What AWS would refuse, a line each. */
  readonly problems: string[] = [];
  /** Bundles that do not compile: each is told of once. */
  readonly #broken = new Set<string>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Null without code and templates, and for code that does not compile: `problems` says why. */
  load(runnable: Runnable, name: string, defaults: DefaultsOf): CodeModule | null {
    const { code, templates } = runnable;
    if (code) return this.#code(code, name, runnable);
    if (!templates) return null;
    const request = templates.request ?? defaultOf('request', defaults);
    const response = templates.response ?? defaultOf('response', defaults);
    if (request) return this.#runtime.loadTemplates({ request, response: response ?? EMPTY }, name);
    this.problems.push(
      `${name} (${runnable.logicalId}) has no request mapping template. Only resolvers of Lambda ` +
        'data sources, and those of pipelines, go without one.',
    );
    return null;
  }

  #code(code: Code, name: string, { logicalId }: Runnable): CodeModule | null {
    try {
      return this.#runtime.load(code, name);
    } catch (error) {
      // All problems of the API are told at once.
      if (!(error instanceof LocalError)) throw error;
      const key = `${code.file}\n${code.source}`;
      if (!this.#broken.has(key)) this.problems.push(`${name} (${logicalId}): ${error.message}`);
      this.#broken.add(key);
      return null;
    }
  }
}

const EMPTY: Code = { source: '', file: 'default' };

function defaultOf(handler: 'request' | 'response', defaults: DefaultsOf): Code | null {
  const { lambdaRequest, response, before, after } = DEFAULT_TEMPLATES;
  const file = `AppSync's default ${handler} mapping template`;
  if (defaults === 'pipeline') return { source: handler === 'request' ? before : after, file };
  if (handler === 'response') return { source: response, file };
  return defaults === 'lambda' ? { source: lambdaRequest, file } : null;
}
