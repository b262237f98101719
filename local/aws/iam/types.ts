/**
 * What a request is judged by beside action and resource: values by the name of their condition key,
 * e.g. `dynamodb:LeadingKeys`; a key that the request does not have is absent.
 */
export type RequestContext = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What the policies of one principal let it do. */
export interface Permissions {
  /**
   * Null: allowed. Otherwise the sentence that AWS answers with.
   * @param action in the letter case of the answer, e.g. `dynamodb:GetItem`
   * @param resource its ARN, or `*`
   * @param request asked for only when a condition or a policy variable needs it
   */
  refusal(action: string, resource: string, request?: () => RequestContext): string | null;
}
