import type { ValueNode } from 'graphql';

/** A literal as graphql-java's `toString` prints it, in WrongType messages. */
export function javaLiteral(node: ValueNode): string {
  switch (node.kind) {
    case 'Variable':
      return `VariableReference{name='${node.name.value}'}`;
    case 'StringValue':
      return `StringValue{value='${node.value}'}`;
    case 'IntValue':
    case 'FloatValue':
      return `${node.kind}{value=${node.value}}`;
    case 'BooleanValue':
      return `BooleanValue{value=${node.value}}`;
    case 'NullValue':
      return 'NullValue{}';
    case 'EnumValue':
      return `EnumValue{name='${node.value}'}`;
    case 'ListValue':
      return `ArrayValue{values=[${node.values.map(javaLiteral).join(', ')}]}`;
    case 'ObjectValue': {
      const fields = node.fields.map(
        ({ name, value }) => `ObjectField{name='${name.value}', value=${javaLiteral(value)}}`,
      );
      return `ObjectValue{objectFields=[${fields.join(', ')}]}`;
    }
  }
}
