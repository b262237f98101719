/** Node's function of this name, as the browser's own URLs have it; '' for what is no domain. */
export function domainToASCII(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}
