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
 * @throws LocalError ERR_ASSEMBLY when it is neither
 */
export function readTemplate(file: string): Template {
  return expandSam((/\.ya?ml$/.test(file) ? readYaml(file) : readJson(file)) as Template);
}

function readYaml(file: string): unknown {
  // Loaded when first needed: assemblies of CDK are JSON.
  const { parse } = createRequire(import.meta.url)('yaml') as typeof Yaml;
  try {
    const content: unknown = parse(readFileSync(file, 'utf8'), {
      customTags: shortForms(),
      // CloudFormation takes a key that stands twice: the last one holds.
      uniqueKeys: false,
    });
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
