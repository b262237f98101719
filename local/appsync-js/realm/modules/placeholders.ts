/**
 * The placeholders of one expression: `#expName_1`, ... for names, `:expValue_1`, ... for values, each
 * counted in the order in which the expression's text needs them. A name has one placeholder, however
 * often it occurs.
 */
export class Placeholders<Value = never> {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, Value> = {};
  private readonly known: string[] = [];
  private valueCount = 0;

  name(name: string): string {
    const at = this.known.indexOf(name);
    if (at >= 0) return `#expName_${at + 1}`;
    const placeholder = `#expName_${this.known.push(name)}`;
    this.names[placeholder] = name;
    return placeholder;
  }

  value(value: Value): string {
    this.valueCount += 1;
    const placeholder = `:expValue_${this.valueCount}`;
    this.values[placeholder] = value;
    return placeholder;
  }
}
