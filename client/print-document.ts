import type {
  ArgumentNode,
  ASTNode,
  DefinitionNode,
  DirectiveNode,
  DocumentNode,
  ObjectFieldNode,
  SelectionSetNode,
  TypeNode,
  ValueNode,
} from 'graphql';

/** What documents that a client sends are made of. */
type Executable = Extract<
  ASTNode,
  {
    readonly kind:
      | 'OperationDefinition'
      | 'FragmentDefinition'
      | 'VariableDefinition'
      | 'Field'
      | 'FragmentSpread'
      | 'InlineFragment';
  }
>;

/**
 * Text of a document that a client may send. graphql-js's `print` does so too, with that of schemas,
 * pretty, and in half the bytes that this client may have.
 */
export const printDocument = ({ definitions }: DocumentNode): string =>
  definitions.map(printDefinition).join('\n');

function printDefinition(node: DefinitionNode): string {
  if (node.kind === 'OperationDefinition' || node.kind === 'FragmentDefinition') {
    return printNode(node);
  }
  throw new TypeError(`A document to be sent holds operations and fragments, no ${node.kind}`);
}

function printNode(node: Executable): string {
  const directives = all(node.directives, printDirective, ' ', ' ', '');
  switch (node.kind) {
    case 'OperationDefinition': {
      const variables = all(node.variableDefinitions, printNode, '(', ', ', ')');
      const head = `${node.operation} ${node.name?.value ?? ''}${variables}${directives}`;
      return `${head} ${printSelections(node.selectionSet)}`;
    }
    case 'FragmentDefinition': {
      const head = `fragment ${node.name.value} on ${node.typeCondition.name.value}${directives}`;
      return `${head} ${printSelections(node.selectionSet)}`;
    }
    case 'VariableDefinition': {
      const standard = node.defaultValue ? ` = ${printValue(node.defaultValue)}` : '';
      return `$${node.variable.name.value}: ${printType(node.type)}${standard}${directives}`;
    }
    case 'Field': {
      const alias = node.alias ? `${node.alias.value}: ` : '';
      const given = all(node.arguments, printMember, '(', ', ', ')');
      const selections = node.selectionSet ? ` ${printSelections(node.selectionSet)}` : '';
      return `${alias}${node.name.value}${given}${directives}${selections}`;
    }
    case 'FragmentSpread':
      return `...${node.name.value}${directives}`;
    case 'InlineFragment': {
      const condition = node.typeCondition ? ` on ${node.typeCondition.name.value}` : '';
      return `...${condition}${directives} ${printSelections(node.selectionSet)}`;
    }
  }
}

const printSelections = ({ selections }: SelectionSetNode): string =>
  all(selections, printNode, '{ ', ' ', ' }');

const printDirective = (node: DirectiveNode): string =>
  `@${node.name.value}${all(node.arguments, printMember, '(', ', ', ')')}`;

const printMember = ({ name, value }: ArgumentNode | ObjectFieldNode): string =>
  `${name.value}: ${printValue(value)}`;

function printValue(node: ValueNode): string {
  switch (node.kind) {
    case 'Variable':
      return `$${node.name.value}`;
    case 'StringValue':
      return JSON.stringify(node.value);
    case 'NullValue':
      return 'null';
    case 'ListValue':
      return `[${all(node.values, printValue, '', ', ', '')}]`;
    case 'ObjectValue':
      return `{${all(node.fields, printMember, '', ', ', '')}}`;
    default:
      return String(node.value);
  }
}

function printType(node: TypeNode): string {
  if (node.kind === 'NamedType') return node.name.value;
  return node.kind === 'ListType' ? `[${printType(node.type)}]` : `${printType(node.type)}!`;
}

/** The nodes one after the other, or nothing where there are none. */
function all<Node>(
  nodes: readonly Node[] | undefined,
  print: (node: Node) => string,
  before: string,
  between: string,
  after: string,
): string {
  if (nodes === undefined || nodes.length === 0) return '';
  return `${before}${nodes.map(print).join(between)}${after}`;
}
