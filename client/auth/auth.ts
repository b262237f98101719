/** Where a request's credentials come from. Own ones only need `headers`. */
export interface Auth {
  /**
   * Headers that authorize one request, or one subscription.
   * `fresh` asks for new credentials: the API has refused the present ones.
   */
  headers(options?: { readonly fresh?: boolean }): Promise<Record<string, string>>;
}

/**
 * Sends a token that somebody else takes care of.
 * @param token the token, or what gives it for every request; `fresh` says that the API refused the last
 */
export function tokenAuth(
  token: string | ((options: { readonly fresh: boolean }) => Promise<string> | string),
): Auth {
  return {
    async headers({ fresh = false } = {}) {
      return { authorization: typeof token === 'string' ? token : await token({ fresh }) };
    },
  };
}
