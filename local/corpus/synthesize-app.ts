import { existsSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readProject } from '../project.ts';
import { runOffline } from './offline.ts';
import type { AppFolders } from './app-folders.ts';
import { NotHad } from './not-had.ts';
import type { CorpusApp } from './types.ts';

const SYNTHESIS_TIME = 300_000; // milliseconds

/** What a failed synthesis says when the reason is none of the app's. */
const REASONS: readonly (readonly [said: RegExp, reason: string])[] = [
  [/docker/iu, 'its synthesis bundles with Docker'],
  [
    /cannot retrieve value from context|lookup/iu,
    'its synthesis looks things up in an AWS account',
  ],
  [/ENOTFOUND|EAI_AGAIN|getaddrinfo/u, 'its synthesis reaches out to the network'],
];

/** Runs the app's own CDK into the folder of its assembly. */
export async function synthesizeApp(app: CorpusApp, folders: AppFolders): Promise<void> {
  const next = `${folders.assembly}.next`;
  rmSync(next, { recursive: true, force: true });
  const { command, context } = commandOf(app, folders.app);
  const ended = await runOffline(command, {
    folder: folders.app,
    environment: {
      PATH: [
        join(folders.app, '.venv/bin'),
        join(folders.app, 'node_modules/.bin'),
        join(folders.source, 'node_modules/.bin'),
        process.env['PATH'] ?? '',
      ].join(delimiter),
      CDK_OUTDIR: next,
      // Its types are not what is tried, and take most of the time.
      TS_NODE_TRANSPILE_ONLY: 'true',
      CDK_CONTEXT_JSON: JSON.stringify({
        ...context,
        ...app.context,
        'aws:cdk:enable-path-metadata': true,
        'aws:cdk:enable-asset-metadata': true,
      }),
      ...app.environment,
    },
    timeout: SYNTHESIS_TIME,
  });
  if (ended.code !== 0 || !existsSync(join(next, 'manifest.json'))) {
    throw new NotHad(reasonOf(ended.output), ended.output);
  }
  renameSync(next, folders.assembly);
}

function commandOf(
  { synthesis }: CorpusApp,
  folder: string,
): { readonly command: string; readonly context: object } {
  if (!existsSync(join(folder, 'cdk.json'))) return { command: synthesis ?? 'false', context: {} };
  const project = readProject(folder);
  return { command: synthesis ?? project.app, context: project.context };
}

function reasonOf(output: string): string {
  const [, program] = /([\w-]+): (?:command )?not found/u.exec(output) ?? [];
  if (program !== undefined) return `its synthesis calls ${program}, which is not here`;
  const known = REASONS.find(([said]) => said.test(output));
  if (known) return known[1];
  const lines = output.split('\n').map((line) => line.trim());
  // The CDK's own errors begin with their name in «».
  const line =
    lines.find((text) => /^\[?«|^\w*Error\b/u.test(text)) ?? lines.findLast(Boolean) ?? '';
  return `its synthesis fails: ${line.replace(/^\[?«\w+» /u, '')}`;
}
