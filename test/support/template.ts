import { Template } from 'aws-cdk-lib/assertions';
import type { Stage } from '../../cdk/stage.ts';
import { synthesize } from './synthesize.ts';

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
];

export type StageTemplate = ReturnType<typeof makeTemplate>;

const ofNames = new Map<string, StageTemplate>();

/** The template of a stage, and how to look things up in it; of one that is named, made once. */
export function templateOf(stage: string | Stage): StageTemplate {
  if (typeof stage !== 'string') return makeTemplate(stage);
  const template = ofNames.get(stage) ?? makeTemplate(stage);
  ofNames.set(stage, template);
  return template;
}

function makeTemplate(stage: string | Stage) {
  using synthesized = synthesize(stage);
  const template = Template.fromStack(synthesized.stack);
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
    environment: synthesized.stack.environment,
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

export const actions = ({ Action }: Statement) => [Action].flat();

const functionId = (name: string) =>
  new RegExp(`^Functions${name.replaceAll('-', '')}[0-9A-F]{8}$`);

function onlyOne<Item>(what: string, items: readonly Item[]): Item {
  const [found, ...others] = items;
  if (found === undefined || others.length > 0) throw new Error(`not exactly one ${what}`);
  return found;
}
