import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { LocalError } from '../../shared/errors.ts';

const TEMPLATE =
  /\.(?:template|cfn|cloudformation)\.(?:json|ya?ml)$|^(?:template|cloudformation[\w-]*|serverless)\.(?:json|ya?ml)$/;

/** A template that no manifest names, and its stack. */
interface PlainTemplate {
  readonly stackName: string;
  readonly folder: string;
  readonly file: string;
}

/** The templates of what is no assembly: a file, or those in a folder without a manifest. */
export function plainTemplates(path: string): readonly PlainTemplate[] {
  if (isFile(path)) return [plainTemplate(path)];
  const names = templatesIn(path);
  if (names.length === 0) {
    throw new LocalError(
      'ERR_ASSEMBLY',
      `${path} holds neither manifest.json nor a CloudFormation template (template.yaml, NAME.template.json). ` +
        'Is this the output folder of cdk synth? Synthesize again, or name a template.',
    );
  }
  return names.map((name) => plainTemplate(join(path, name)));
}

/** Whether it is a template, the output folder of cdk synth, or a folder with templates. */
export const isAssembly = (path: string): boolean =>
  isFile(path) || isFile(join(path, 'manifest.json')) || templatesIn(path).length > 0;

const templatesIn = (folder: string): readonly string[] =>
  filesIn(folder).filter((name) => TEMPLATE.test(name));

/** Whether it is a file. */
export const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function filesIn(folder: string): readonly string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(folder).sort()
    : [];
}

/** A stack is named as its file; `template.yaml` as its folder. */
function plainTemplate(file: string): PlainTemplate {
  const folder = dirname(file);
  const own = basename(file, extname(file)).replace(/\.(?:template|cfn|cloudformation)$/, '');
  const name = own === 'template' || own === 'cloudformation' ? basename(folder) : own;
  return { stackName: name.replace(/[^A-Za-z0-9-]/g, '-'), folder, file };
}
