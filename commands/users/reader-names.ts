/** The name in a function's ARN. */
export const nameOf = (functionArn: string): string => functionArn.split(':')[6] ?? functionArn;

/**
 * What CloudFormation calls a function that has no name of its own: `<stack>-<logical id>-<random>`. A logical id
 * has no hyphen.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
const GENERATED = /-([A-Za-z0-9]+)-[A-Za-z0-9]{12,13}$/u;

/** What a function is, whatever stack it is made in and however often: its logical id, else its name. */
export function readerOf(functionArn: string): string {
  const name = nameOf(functionArn);
  return GENERATED.exec(name)?.[1] ?? name;
}

/** Whether two functions are the same reader. Where the name of a stack is long, the logical id is cut off. */
export function isSameReader(one: string, other: string): boolean {
  const [a, b] = [readerOf(one), readerOf(other)];
  return a.startsWith(b) || b.startsWith(a);
}
