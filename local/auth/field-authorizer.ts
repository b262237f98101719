import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
} from 'graphql';
import type { AuthProvider, GraphqlApi } from '../assembly/model.ts';
import type { AuthenticationType, Caller, Identity } from '../shared/identity.ts';
import { operationTypes } from '../shared/operation-types.ts';
import { cognitoIssuer } from './modes/AMAZON_COGNITO_USER_POOLS.ts';

/** Who may have one field: the modes and, for Cognito, the groups (null: any caller of the mode). */
type Rule = ReadonlyMap<AuthenticationType, ReadonlySet<string> | null>;

/** What of the API the field rules depend on. */
type RuledApi = Pick<GraphqlApi, 'schema' | 'defaultAuth' | 'additionalAuth'>;

const MODE_OF_DIRECTIVE: ReadonlyMap<string, AuthenticationType> = new Map([
  ['aws_api_key', 'API_KEY'],
  ['aws_iam', 'AWS_IAM'],
  ['aws_oidc', 'OPENID_CONNECT'],
  ['aws_lambda', 'AWS_LAMBDA'],
  ['aws_cognito_user_pools', 'AMAZON_COGNITO_USER_POOLS'],
]);

/**
 * Decides per field by the schema's directives, which are read once.
 * https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#using-additional-authorization-modes
 */
export function createFieldAuthorizer(
  api: RuledApi,
): (caller: Caller, typeName: string, fieldName: string) => boolean {
  const document = parse(api.schema, { noLocation: true });
  const rules = readRules(document, api);
  const rootTypes = new Set(Object.values(operationTypes(document)));
  const isDefaultProvider = defaultProviderCheck(api);
  return (caller, typeName, fieldName) => {
    // Introspection needs no more than valid credentials of any mode.
    if (fieldName.startsWith('__') || typeName.startsWith('__')) return true;
    const rule = rules.get(typeName)?.get(fieldName);
    if (rule === undefined) return false;
    if (rule === 'default' ? !isDefaultProvider(caller) : !admits(rule, caller)) return false;
    if (
      caller.deniedFields.length > 0 &&
      caller.deniedFields.includes(`${typeName}.${fieldName}`)
    ) {
      return false;
    }
    // IAM policies speak of root fields only.
    if (!caller.allowsField || !rootTypes.has(typeName)) return true;
    return caller.allowsField(typeName, fieldName);
  };
}

function admits(rule: Rule, { mode, identity }: Caller): boolean {
  const groups = rule.get(mode);
  if (groups === undefined) return false;
  return groups === null || groupsOf(identity).some((group) => groups.has(group));
}

const groupsOf = (identity: Identity): readonly string[] =>
  identity !== null && 'groups' in identity ? (identity.groups ?? []) : [];

type FieldRules = ReadonlyMap<string, ReadonlyMap<string, Rule | 'default'>>;

function readRules(document: DocumentNode, api: RuledApi): FieldRules {
  const objects = objectTypes(document);
  const rules = new Map<string, Map<string, Rule | 'default'>>();
  for (const [typeName, parts] of objects) {
    const typeRule = ruleOf(
      parts.flatMap(({ directives = [] }) => directives),
      api,
    );
    const fields = parts.flatMap(({ fields: declared = [] }) => declared);
    const ofType = fields.map((field): [string, Rule | 'default'] => [
      field.name.value,
      // A directive on the field replaces those of its type.
      ruleOf(field.directives ?? [], api) ?? typeRule ?? withoutDirective(api),
    ]);
    rules.set(typeName, new Map(ofType));
  }
  return rules;
}

function objectTypes(
  document: DocumentNode,
): Map<string, (ObjectTypeDefinitionNode | ObjectTypeExtensionNode)[]> {
  const found = new Map<string, (ObjectTypeDefinitionNode | ObjectTypeExtensionNode)[]>();
  for (const node of document.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) {
      continue;
    }
    found.set(node.name.value, [...(found.get(node.name.value) ?? []), node]);
  }
  return found;
}

const NOBODY: Rule = new Map();

/** With DefaultAction DENY a field is reachable only through a directive. */
const withoutDirective = ({ defaultAuth }: RuledApi): Rule | 'default' =>
  defaultAuth.type === 'AMAZON_COGNITO_USER_POOLS' && defaultAuth.defaultAction === 'DENY'
    ? NOBODY
    : 'default';

/** Null when no directive says anything. */
function ruleOf(directives: readonly ConstDirectiveNode[], api: RuledApi): Rule | null {
  const rule = new Map<AuthenticationType, ReadonlySet<string> | null>();
  for (const directive of directives) {
    const mode = modeOf(directive, api);
    if (mode !== null) rule.set(mode, groupsArgument(directive));
  }
  return rule.size === 0 ? null : rule;
}

function modeOf({ name }: ConstDirectiveNode, api: RuledApi): AuthenticationType | null {
  if (name.value !== 'aws_auth') return MODE_OF_DIRECTIVE.get(name.value) ?? null;
  // AppSync ignores it, silently, unless a user pool is the API's one and only mode.
  const alone = api.additionalAuth.length === 0;
  return alone && api.defaultAuth.type === 'AMAZON_COGNITO_USER_POOLS'
    ? 'AMAZON_COGNITO_USER_POOLS'
    : null;
}

function groupsArgument({ arguments: given = [] }: ConstDirectiveNode): ReadonlySet<string> | null {
  const value = given.find(({ name }) => name.value === 'cognito_groups')?.value;
  if (value === undefined || value.kind === Kind.NULL) return null;
  const items = value.kind === Kind.LIST ? value.values : [value];
  return new Set(items.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : [])));
}

/** Whether the default mode admitted the caller; a second pool or issuer is of the same type only. */
function defaultProviderCheck({
  defaultAuth,
  additionalAuth,
}: RuledApi): (caller: Caller) => boolean {
  const issuer = issuerOf(defaultAuth);
  const ambiguous = additionalAuth.some(({ type }) => type === defaultAuth.type);
  return ({ mode, identity }) => {
    if (mode !== defaultAuth.type) return false;
    if (!ambiguous) return true;
    return identity !== null && 'issuer' in identity && identity.issuer === issuer;
  };
}

function issuerOf(provider: AuthProvider): string | null {
  if (provider.type === 'AMAZON_COGNITO_USER_POOLS') return cognitoIssuer(provider);
  return provider.type === 'OPENID_CONNECT' ? provider.issuer : null;
}
