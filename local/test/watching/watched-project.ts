import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of a small CDK app with each way in which code comes into an assembly. */
const FILES = {
  'package.json': JSON.stringify({
    local: {
      inputs: ['app.mjs', 'resolvers', 'functions', 'schema.graphql', 'cdk.json'],
      codegen: 'node codegen.cjs',
    },
  }),
  'package-lock.json': '{}',
  'codegen.cjs': `const fs = require('node:fs');
fs.writeFileSync('types.txt', fs.readFileSync('schema.graphql', 'utf8').includes('later') ? 'later' : '');`,
  'cdk.json': JSON.stringify({ app: `"${process.execPath}" app.mjs` }),
  'schema.graphql': `type Query {
  bundled: String
  copied: String
  compute: String
}
type Mutation { say(text: String): Said, tell(text: String): Said }
type Said { text: String, also: String }
type Subscription {
  said: Said @aws_subscribe(mutations: ["say"])
  told: Said @aws_subscribe(mutations: ["tell"])
}
`,
  'resolvers/shared.ts': `export const NAME: string = 'shared';\n`,
  'resolvers/Query.bundled.ts': `import { NAME } from './shared';
export function request() {
  return {};
}
export function response(): string {
  return \`bundled 1 \${NAME}\`;
}
`,
  'resolvers/Query.copied.js': `export function request() { return {}; }
export function response() { return 'copied 1'; }
`,
  'resolvers/Mutation.js': `export function request() { return {}; }
export function response(ctx) { return ctx.args; }
`,
  'functions/compute.ts': `export const handler = async (): Promise<string> => 'computed 1';\n`,
  'app.mjs': `import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { buildSync } from 'esbuild';

const VERSION = 'cdk 1';
const stack = new Stack(new App({ analyticsReporting: false }), 'Watched');
const api = new appsync.GraphqlApi(stack, 'Api', {
  name: 'watched',
  definition: appsync.Definition.fromFile('schema.graphql'),
  environmentVariables: { VERSION },
});
const none = api.addNoneDataSource('None');
const compute = api.addLambdaDataSource('Compute', new NodejsFunction(stack, 'Function', {
  entry: 'functions/compute.ts',
  runtime: lambda.Runtime.NODEJS_24_X,
  depsLockFilePath: 'package-lock.json',
  bundling: { minify: true, sourceMap: true },
}));
const { outputFiles: [{ text }] } = buildSync({
  entryPoints: [{ in: 'resolvers/Query.bundled.ts', out: 'bundled/code' }],
  bundle: true, format: 'esm', outdir: 'bundles', write: false, sourcemap: 'inline',
});
const bundle = join(mkdtempSync(join(tmpdir(), 'bundle-')), 'code.js');
writeFileSync(bundle, text);
const runtime = appsync.FunctionRuntime.JS_1_0_0;
for (const [typeName, fieldName, file, source] of [
  ['Query', 'bundled', bundle, none],
  ['Query', 'copied', 'resolvers/Query.copied.js', none],
  ['Mutation', 'say', 'resolvers/Mutation.js', none],
  ['Mutation', 'tell', 'resolvers/Mutation.js', none],
]) {
  source.createResolver(typeName + fieldName, { typeName, fieldName, runtime, code: appsync.Code.fromAsset(file) });
}
compute.createResolver('compute', { typeName: 'Query', fieldName: 'compute' });
stack.node.root.synth();
`,
} as const;

/** A file of the project. */
export type ProjectFile = keyof typeof FILES;

/** The project, whose files can be saved. */
export interface WatchedProject {
  readonly folder: string;
  /** Saves a file with another text in place of one that is in it. */
  save(file: ProjectFile, before: string | RegExp, after: string): void;
}

/** Writes it below the system's temporary folder, with the packages of this repository. */
export function watchedProject(): WatchedProject {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  symlinkSync(
    join(import.meta.dirname, '..', '..', '..', 'node_modules'),
    join(folder, 'node_modules'),
  );
  return {
    folder,
    save(file, before, after) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      const next = text.replace(before, after);
      if (next === text) throw new Error(`${file} does not hold ${String(before)}`);
      writeFileSync(path, next);
    },
  };
}
