import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Stage } from '../../cdk/stage.ts';
import { stageOf } from '../../cdk/stages.ts';
import { builtPages } from './built-pages.ts';
import { onceInRun } from './once-in-run.ts';
import { synthesizeTemplates } from './synthesize.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The folders of functions/. */
export const FUNCTIONS = [
  'create-user',
  'update-user',
  'update-me',
  'request-email-change',
  'confirm-email-change',
  'suspend-user',
  'reactivate-user',
  'sign-out-everywhere',
  'user-sessions',
  'user-factors',
  'revoke-session',
  'reset-factors',
  'resend-invitation',
  'revoke-invitation',
  'export-user',
  'change-backlog',
  'search-users',
  'delete-user',
  'purge-user',
  'record-sign-in',
  'limit-access-token',
  'publish-changes',
  'sync-identity',
  'remind-invited',
  'count-people',
];

export type StageTemplate = ReturnType<typeof makeTemplate>;

const known = new Map<string, StageTemplate>();

/** How it is deployed. */
interface Deployed {
  /** As `npm run deploy` does. @default - without the files of pages, which want no build */
  readonly withPages?: boolean;
  /** `--context renew`. */
  readonly renewal?: string | null;
}

/** Both stacks of a stage in one template, and how to look things up in it; of equal stages made once. */
export function templateOf(
  named: string | Stage,
  { withPages = false, renewal = null }: Deployed = {},
): StageTemplate {
  const stage = typeof named === 'string' ? stageOf(named) : named;
  const of = [stage, { withPages, renewal }] as const;
  const key = JSON.stringify(of);
  const template = known.get(key) ?? makeTemplate(onceInRun('stacks', of, () => stacksOf(...of)));
  known.set(key, template);
  return template;
}

/** What a synthesis gives, as JSON. */
function stacksOf(stage: Stage, { withPages, renewal }: Required<Deployed>) {
  using synthesized = synthesizeTemplates(stage, {
    ...(withPages && { pages: builtPages() }),
    renewal,
  });
  const { directory, api } = synthesized;
  return {
    stacks: { directory: jsonOf(directory), api: jsonOf(api) },
    environment: api.environment,
    terminationProtection: [directory.terminationProtection, api.terminationProtection],
  };
}

function makeTemplate({ stacks, environment, terminationProtection }: ReturnType<typeof stacksOf>) {
  const template = Template.fromJSON(asOne(stacks));
  const find = (type: string): [string, Resource][] =>
    Object.entries(template.findResources(type) as Record<string, Resource>);
  const functionOf = (name: string) =>
    onlyOne(
      `function ${name}`,
      find('AWS::Lambda::Function').filter(([id]) => functionId(name).test(id)),
    );
  return {
    template,
    /** `aws://<account>/<region>`. */
    environment,
    terminationProtection,
    /** Of each stack by itself, as it is deployed. */
    stacks,
    find,
    /** Logical id and resource of the function of a folder. */
    functionOf,
    /** Its environment. */
    variablesOf(name: string): Readonly<Record<string, unknown>> {
      const { Environment } = functionOf(name)[1].Properties;
      return (Environment as { Variables: Record<string, unknown> } | undefined)?.Variables ?? {};
    },
    /** All statements, or those of the policies of one role. */
    statements(roleId?: string): Statement[] {
      return find('AWS::IAM::Policy')
        .map(([, { Properties }]) => Properties)
        .filter(({ Roles }) => !roleId || JSON.stringify(Roles) === `[{"Ref":"${roleId}"}]`)
        .flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Statement[] }).Statement);
    },
    /** What the role of a function may do. */
    statementsOf(name: string): Statement[] {
      const { Role } = functionOf(name)[1].Properties;
      return this.statements((Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0]);
    },
  };
}

/** A template as CloudFormation gets it. */
export interface StackTemplate {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: unknown }>
  >;
}

/** A template, and the name that others refer to it by. */
interface NamedTemplate extends StackTemplate {
  readonly stackName: string;
}

const jsonOf = (stack: Stack): NamedTemplate => ({
  stackName: stack.stackName,
  ...(Template.fromStack(stack).toJSON() as StackTemplate),
});

/** What a reference to another stack's output stands for is put in its place. */
function asOne(stacks: Readonly<Record<string, NamedTemplate>>): Omit<NamedTemplate, 'stackName'> {
  const all = Object.values(stacks);
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put);
    if (typeof value !== 'object' || value === null) return value;
    const { 'Fn::GetStackOutput': reference } = value as { 'Fn::GetStackOutput'?: OutputReference };
    if (!reference) {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, put(each)]));
    }
    const { StackName, OutputName } = reference;
    const output = all.find(({ stackName }) => stackName === StackName)?.Outputs[OutputName];
    if (!output) throw new Error(`${StackName} has no output ${OutputName}`);
    return put(output.Value);
  };
  const ids = all.flatMap(({ Resources }) => Object.keys(Resources));
  if (new Set(ids).size < ids.length) throw new Error('two stacks share a logical id');
  return put({
    Resources: Object.assign({}, ...all.map(({ Resources }) => Resources)) as unknown,
    Outputs: Object.assign({}, ...all.map(({ Outputs }) => Outputs)) as unknown,
  }) as Omit<NamedTemplate, 'stackName'>;
}

interface OutputReference {
  readonly StackName: string;
  readonly OutputName: string;
}

export const actions = ({ Action }: Statement) => [Action].flat();

const functionId = (name: string) =>
  new RegExp(`^Functions${name.replaceAll('-', '')}[0-9A-F]{8}$`);

function onlyOne<Item>(what: string, items: readonly Item[]): Item {
  const [found, ...others] = items;
  if (found === undefined || others.length > 0) throw new Error(`not exactly one ${what}`);
  return found;
}
