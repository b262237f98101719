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
 * @param getToken called for every request; `fresh` says that the API refused the last token
 */
export function tokenAuth(
  getToken: (options: { readonly fresh: boolean }) => Promise<string> | string,
): Auth {
  return {
    async headers({ fresh = false } = {}) {
      return { authorization: await getToken({ fresh }) };
    },
  };
}
