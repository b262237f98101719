interface OriginOf {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * Whether a request comes from a page of another origin. A browser tells by `Sec-Fetch-Site`, which no
 * page can set, older ones by `Origin` alone; programs send neither. Following a link is no call of a
 * page: what comes is shown to the person, the page cannot read it. In a frame the page would be around
 * it, and could lead the person's clicks.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function isCrossOrigin({ method, headers }: OriginOf): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return false;
  if (origin !== undefined) {
    // `null` has no host: a sandboxed frame, a file.
    return URL.parse(String(origin))?.host !== String(host).toLowerCase();
  }
  if (site === undefined) return false;
  const isLink =
    headers['sec-fetch-mode'] === 'navigate' &&
    (headers['sec-fetch-dest'] ?? 'document') === 'document' &&
    (method === 'GET' || method === 'HEAD');
  return !isLink;
}

/**
 * Whether a page of another machine sent a request: the developer's key is known to all of them.
 * Dev servers of this machine are on ports of their own.
 */
export function isFromOtherSite(request: OriginOf): boolean {
  if (!isCrossOrigin(request)) return false;
  const name = URL.parse(String(request.headers['origin']))?.hostname ?? '';
  return !(
    /^(?:.+\.)?localhost$/.test(name) ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    name === '[::1]'
  );
}
