/**
 * `name` of a name, a partial or full ARN, with or without a qualifier.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function functionNameOf(nameOrArn: string): string {
  const afterFunction = /(?:^|:)function:(.+)$/.exec(nameOrArn)?.[1] ?? nameOrArn;
  return afterFunction.split(':')[0] ?? afterFunction;
}
