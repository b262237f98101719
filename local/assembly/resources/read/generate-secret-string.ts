import { createHmac } from 'node:crypto';
import { LocalError } from '../../../shared/errors.ts';
import { parseObject } from '../../../shared/parse-object.ts';
import type { Resource } from '../../template/types.ts';
import { flag, number, text } from '../../template/values.ts';

type Options = Readonly<Record<string, unknown>>;

const KINDS = [
  ['ExcludeLowercase', 'abcdefghijklmnopqrstuvwxyz'],
  ['ExcludeUppercase', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['ExcludeNumbers', '0123456789'],
  ['ExcludePunctuation', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
] as const;

/**
 * A password as Secrets Manager makes one, alone or as a member of the template's JSON. It follows from the data
 * folder's seed: nobody else can tell it, and each start has the same.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-secretsmanager-secret-generatesecretstring.html
 */
export function generateSecretString(resource: Resource, options: Options): string {
  const password = makePassword(resource, options);
  const template = text(options['SecretStringTemplate']);
  const key = text(options['GenerateStringKey']);
  if (template === undefined || key === undefined) return password;
  return JSON.stringify({ ...objectIn(template, resource), [key]: password });
}

function makePassword(resource: Resource, options: Options): string {
  const chance = createChance(resource);
  const excluded = text(options['ExcludeCharacters']) ?? '';
  const kinds: string[] = KINDS.filter(([name]) => !flag(options[name], false)).map(
    ([, all]) => all,
  );
  if (flag(options['IncludeSpace'], false)) kinds.push(' ');
  const sets = kinds
    .map((all) => Array.from(all).filter((one) => !excluded.includes(one)))
    .filter((set) => set.length > 0);
  const all = sets.flat();
  const length = number(options['PasswordLength'], 32);
  const first = flag(options['RequireEachIncludedType'], true) ? sets : [];
  const letters = Array.from({ length }, (_, at) => pick(first[at] ?? all, chance));
  // Else the first ones would tell their kinds.
  for (let at = letters.length - 1; at > 0; at -= 1) {
    const other = chance(at + 1);
    [letters[at], letters[other]] = [letters[other] ?? '', letters[at] ?? ''];
  }
  return letters.join('');
}

const pick = (set: readonly string[], chance: (below: number) => number): string =>
  set[chance(set.length)] ?? '';

/** Whole numbers below another, the same ones for a resource of a data folder. */
function createChance({ stackName, logicalId, environment }: Resource) {
  let count = 0;
  return (below: number): number => {
    count += 1;
    const name = `${stackName}/${logicalId}/secret/${count}`;
    const digest = createHmac('sha256', environment.secretSeed).update(name).digest();
    return digest.readUIntBE(0, 6) % Math.max(below, 1);
  };
}

function objectIn(template: string, { stackName, logicalId }: Resource): object {
  const value = parseObject(template);
  if (value !== null) return value;
  throw new LocalError(
    'ERR_ASSEMBLY',
    `${stackName}.${logicalId} GenerateSecretString.SecretStringTemplate is no JSON object. Correct it in the CDK app.`,
  );
}
