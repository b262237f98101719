import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { AppProps } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import { readAssembly } from '../../assembly/index.ts';
import type { AssemblyOptions } from '../../assembly/index.ts';
import type { App as LocalApp } from '../../assembly/model.ts';

/** Synthesizes a small CDK app in this process; the folder is under the system's temporary one unless given. */
export function synthesizeApp(build: (app: App) => void, props: AppProps = {}): string {
  process.env['CDK_VALIDATION'] = 'false';
  const { outdir = mkdtempSync(join(tmpdir(), 'assembly-')) } = props;
  const app = new App({ analyticsReporting: false, ...props, outdir });
  build(app);
  app.synth();
  return outdir;
}

/** Reads an assembly as the engine would with its gateway on port 4000. */
export function readFrom(folder: string, options: Partial<AssemblyOptions> = {}): LocalApp {
  return readAssembly({
    folder,
    baseUrl: 'http://127.0.0.1:4000',
    codeFolder: join(folder, 'inline'),
    secretSeed: 'seed of the tests',
    ...options,
  });
}

/** The schema of an API. */
export function definitionOf(sdl: string): appsync.Definition {
  const file = join(mkdtempSync(join(tmpdir(), 'schema-')), 'schema.graphql');
  writeFileSync(file, sdl);
  return appsync.Definition.fromFile(file);
}

/** Synthesizes and reads. */
export function appOf(build: (app: App) => void, options: Partial<AssemblyOptions> = {}): LocalApp {
  return readFrom(synthesizeApp(build), options);
}
