import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Code, GraphqlApi, LambdaFunction } from '../assembly/model.ts';
import type { CodeFolders, FunctionFile } from './code-folders.ts';
import { contentHash, type Contents } from './contents.ts';

/** The app of one synthesis, whose sources may change. */
export interface AppContents {
  /** Where the content stands: in a schema, in other code, or nowhere. */
  find(hash: string): 'schema' | 'code' | null;
  /** Names of the functions whose code has the content. */
  functionsWith(hash: string): readonly string[];
  /** The app with other contents in place of those that were synthesized. */
  with(contents: Contents): App;
}

/** Knows every content of an app. */
export function createAppContents(app: App, folders: CodeFolders): AppContents {
  /** Some megabytes of texts: each is hashed once, not at every save. */
  const hashes = new Map<string, string>();
  const hashOf = (text: string): string => {
    const hash = hashes.get(text) ?? contentHash(text);
    hashes.set(text, hash);
    return hash;
  };
  // What a merged API is made of has to be merged again.
  const schemas = new Set(
    app.apis.some(({ isMerged }) => isMerged) ? [] : app.apis.map(({ schema }) => hashOf(schema)),
  );
  const codes = new Set(app.apis.flatMap(codesOf).map(({ source }) => hashOf(source)));
  /** Files of the functions, read when they are first asked for. */
  let files: ReadonlyMap<string, readonly FunctionFile[]> | null = null;
  const filesOf = (folder: string): readonly FunctionFile[] => {
    files ??= new Map(
      app.functions.map((config) => [config.codeFolder, filesIn(config.codeFolder)]),
    );
    return files.get(folder) ?? [];
  };
  const functionsWith = (hash: string): readonly string[] =>
    app.functions
      .filter(({ codeFolder }) => filesOf(codeFolder).some((file) => file.hash === hash))
      .map(({ functionName }) => functionName);
  return {
    find: (hash) => {
      if (schemas.has(hash)) return 'schema';
      return codes.has(hash) || functionsWith(hash).length > 0 ? 'code' : null;
    },
    functionsWith: (hash) => (codes.has(hash) ? [] : functionsWith(hash)),
    with(contents) {
      const replaced = (text: string): string => {
        const found = contents.get(hashOf(text));
        return found ? Buffer.from(found).toString('utf8') : text;
      };
      const isElsewhere = [...contents.keys()].some(
        (hash) => !schemas.has(hash) && !codes.has(hash),
      );
      const functionWith = (config: LambdaFunction): LambdaFunction => {
        const own = filesOf(config.codeFolder);
        if (!own.some(({ hash }) => contents.has(hash))) return config;
        return { ...config, codeFolder: folders.write(config, own, contents) };
      };
      return {
        ...app,
        apis: app.apis.map((api) => apiWith(api, replaced)),
        functions: isElsewhere ? app.functions.map(functionWith) : app.functions,
      };
    },
  };
}

function codesOf({ resolvers }: GraphqlApi): readonly Code[] {
  return resolvers.flatMap(({ code, functions }) =>
    [code, ...functions.map((step) => step.code)].filter((one) => one !== null),
  );
}

function apiWith(api: GraphqlApi, replaced: (text: string) => string): GraphqlApi {
  const codeWith = (code: Code | null): Code | null => {
    if (code === null) return null;
    const source = replaced(code.source);
    return source === code.source ? code : { ...code, source };
  };
  return {
    ...api,
    schema: replaced(api.schema),
    resolvers: api.resolvers.map((resolver) => ({
      ...resolver,
      code: codeWith(resolver.code),
      functions: resolver.functions.map((step) => ({ ...step, code: codeWith(step.code) })),
    })),
  };
}

function filesIn(folder: string): readonly FunctionFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      return { path: file.slice(folder.length + 1), hash: contentHash(readFileSync(file)) };
    });
}
