import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { LocalError } from '../../shared/errors.ts';
import { isObject } from '../../shared/is-object.ts';
import { expandSam } from '../sam/expand-sam.ts';
import type { Template } from '../template/types.ts';
import { readJson } from './read-json.ts';

/**
 * A CloudFormation template in JSON or, by its extension, in YAML, with SAM's resources written out.
 * @param warn - hears what is taken though nobody may have meant it, with its file, line and column
 * @throws LocalError ERR_ASSEMBLY when it is neither
 */
export function readTemplate(file: string, warn: Warn): Template {
  return expandSam((/\.ya?ml$/.test(file) ? readYaml(file, warn) : readJson(file)) as Template);
}

type Warn = (message: string) => void;

function readYaml(file: string, warn: Warn): unknown {
  // Loaded when first needed: assemblies of CDK are JSON.
  const { parseDocument } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  try {
    const text = readFileSync(file, 'utf8');
    const document = parseDocument(text, { customTags: shortForms() });
    // CloudFormation takes a key that stands twice.
    const twice = document.errors.filter(({ code }) => code === 'DUPLICATE_KEY');
    const error = document.errors.find((other) => !twice.includes(other));
    if (error) throw error;
    for (const { pos, linePos } of twice) {
      const [key] = /^[^:\s]+/u.exec(text.slice(pos[0])) ?? ['A key'];
      const { line = 1, col = 1 } = linePos?.[0] ?? {};
      warn(`${file}, line ${line}, column ${col}: ${key} stands here twice: the last one holds`);
    }
    const content: unknown = document.toJS();
    if (isObject(content)) return content;
    throw new Error('it holds no object');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LocalError('ERR_ASSEMBLY', `Cannot read the template ${file}: ${reason}`, {
      cause: error,
    });
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html */
const FUNCTIONS =
  'And Base64 Cidr Equals FindInMap GetAZs GetAtt If ImportValue Join Length Not Or Select Split Sub ToJsonString Transform'.split(
    ' ',
  );

/** `!Ref x`, `!GetAtt a.b`, `!Sub [...]`: a function each, of a text, a list or a map. */
function shortForms(): Yaml.Tags {
  const names: Readonly<Record<string, string>> = {
    Ref: 'Ref',
    Condition: 'Condition',
    ...Object.fromEntries(FUNCTIONS.map((name) => [name, `Fn::${name}`])),
  };
  return Object.entries(names).flatMap(([short, name]) => [
    { tag: `!${short}`, resolve: (value: string) => ({ [name]: value }) },
    ...(['seq', 'map'] as const).map((collection) => ({
      tag: `!${short}`,
      collection,
      resolve: (value: { toJSON(): unknown }) => ({ [name]: value.toJSON() }),
    })),
  ]) as Yaml.Tags;
}
