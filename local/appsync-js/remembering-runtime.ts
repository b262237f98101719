import { hash } from 'node:crypto';
import type { CodeModule, Runtime, TemplateModule } from './types.ts';

/** A runtime that compiles the same bundle once. */
export interface RememberingRuntime extends Runtime {
  /** Begins anew to note what is asked for: what is not until `forgetOthers`, that drops. */
  begin(): void;
  forgetOthers(): void;
}

/** A realm keeps all code that it ever ran: after so many bundles a new one takes its place. */
const BUNDLES_OF_A_REALM = 500;

/** Keeps compiled bundles from one version of an API to the next, of which few differ. */
export function createRememberingRuntime(create: () => Runtime): RememberingRuntime {
  const known = new Map<string, CodeModule | TemplateModule>();
  let asked = new Set<string>();
  let runtime = create();
  let loaded = 0;
  const remembered = <Module extends CodeModule>(text: string, make: () => Module): Module => {
    // The text itself is kept by the API already.
    const key = hash('sha256', text);
    asked.add(key);
    const before = known.get(key);
    if (before) return before as Module;
    loaded += 1;
    const module = make();
    known.set(key, module);
    return module;
  };
  return {
    load(code, name = code.file) {
      const text = `${code.file}\n${code.source}`;
      const bundle = remembered(text, () => runtime.load(code, name));
      return { ...bundle, ...bundle.under(name) };
    },
    loadTemplates: (templates, name) =>
      remembered(`${name}\n${JSON.stringify(templates)}`, () =>
        runtime.loadTemplates(templates, name),
      ),
    loadEventHandlers: (code, name) => runtime.loadEventHandlers(code, name),
    begin() {
      asked = new Set();
      if (loaded <= BUNDLES_OF_A_REALM) return;
      known.clear();
      runtime = create();
      loaded = 0;
    },
    forgetOthers() {
      for (const key of known.keys()) if (!asked.has(key)) known.delete(key);
    },
  };
}
