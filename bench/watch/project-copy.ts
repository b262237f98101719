import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FOLDERS, ROOT } from '../folders.ts';

/** What neither its synthesis nor its types are made of. */
const LEFT_OUT = new Set(
  'node_modules .local .git bench docs test local console playground coverage cdk.out'.split(' '),
);

/** A copy of this project whose files can be saved. */
export interface ProjectCopy {
  readonly folder: string;
  /** Saves a file with another text in place of one that is in it. */
  save(file: string, before: string | RegExp, after: string): void;
}

interface Manifest {
  readonly local: { readonly sites: Readonly<Record<string, { build: string }>> };
}

/** Copies it, without its pages: they are made anew by nothing that is saved here. */
export function copyProject(): ProjectCopy {
  const folder = FOLDERS.watched;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(ROOT)) {
    if (LEFT_OUT.has(name)) continue;
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const manifest = join(folder, 'package.json');
  const settings = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  for (const site of Object.values(settings.local.sites)) site.build = 'true';
  writeFileSync(manifest, JSON.stringify(settings));
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
