import { readdirSync } from 'node:fs';
import Module, { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findProblems } from '../../../appsync-js/compile/check.ts';
import { parseBundle } from '../../../appsync-js/compile/parse.ts';
import { analyzeScopes } from '../../../appsync-js/compile/scopes.ts';
import { rules } from '../../../appsync-js/rules/index.ts';

/*
 * The snippets that @aws-appsync/eslint-plugin tests its own rules with, run against ours: what the
 * plugin reports must be reported under the same name, what it lets pass must pass.
 */
interface Snippet {
  readonly rule: string;
  readonly code: string;
}
interface Cases {
  readonly valid: readonly (string | { readonly code: string })[];
  readonly invalid: readonly { readonly code: string }[];
}

const require = createRequire(import.meta.url);
const folder = join(
  dirname(require.resolve('@aws-appsync/eslint-plugin/package.json')),
  'lib',
  'rules',
);

function readSnippets(): { valid: Snippet[]; invalid: Snippet[] } {
  const valid: Snippet[] = [];
  const invalid: Snippet[] = [];
  class RuleTester {
    run(rule: string, _implementation: unknown, cases: Cases): void {
      for (const entry of cases.valid)
        valid.push({ rule, code: typeof entry === 'string' ? entry : entry.code });
      for (const { code } of cases.invalid) invalid.push({ rule, code });
    }
  }
  const loader = Module as unknown as {
    _load(request: string, parent: unknown, isMain: boolean): unknown;
  };
  const load = loader._load;
  loader._load = (request, parent, isMain) =>
    request.endsWith('.test.js') || request === 'path'
      ? load(request, parent, isMain)
      : { RuleTester };
  try {
    for (const file of readdirSync(folder))
      if (file.endsWith('.test.js')) require(join(folder, file));
  } finally {
    loader._load = load;
  }
  return { valid, invalid };
}

/** The plugin's names where they differ from its own file names. */
const RENAMED: Readonly<Record<string, string>> = {
  'no-disallowed-binary-operator': 'no-disallowed-binary-operators',
};

function problemsOf({ rule, code }: Snippet): string[] {
  const name = RENAMED[rule] ?? rule;
  const rule_ = rules.find((candidate) => candidate.name === name);
  if (rule_ === undefined) throw new Error(`there is no rule ${name}`);
  const source = stripTypeScriptTypes(code);
  const parsed = parseBundle(source);
  // Some snippets are not even valid in a module, as `await` in a plain function: refused as well.
  if (parsed.kind === 'invalid') return [parsed.message];
  const { program } = parsed;
  const bundle = { program, scopes: analyzeScopes(program) };
  return findProblems(source, bundle, [rule_]).map(({ instead }) => instead);
}

const { valid, invalid } = readSnippets();

test('the plugin ships the snippets this test expects', () => {
  expect({ valid: valid.length, invalid: invalid.length }).toEqual({ valid: 59, invalid: 49 });
});

describe('language rules: what the AWS plugin reports is refused', () => {
  test.each(invalid.map((snippet, index) => ({ id: `${snippet.rule} ${index}`, ...snippet })))(
    '$id: is reported',
    (snippet) => {
      expect(problemsOf(snippet)).not.toEqual([]);
    },
  );
});

describe('language rules: what the AWS plugin accepts passes', () => {
  test.each(valid.map((snippet, index) => ({ id: `${snippet.rule} ${index}`, ...snippet })))(
    '$id: is not reported',
    (snippet) => {
      expect(problemsOf(snippet)).toEqual([]);
    },
  );
});
