/** A request as AWS WAF sees it. Header names in any case; one that comes several times has several values. */
export interface WebRequest {
  readonly address: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Names are compared without case, and several values are one list, as RFC 9110, section 5.3, reads them.
 * That WAF does so too is unverified.
 */
function headerOf({ headers }: WebRequest, name: string): string | undefined {
  const values = Object.entries(headers)
    .filter(([one]) => one.toLowerCase() === name.toLowerCase())
    .flatMap(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The rules of an AWS::WAFv2::WebACL at work, as far as this project's use them, all within one window.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
 */
export class WebAcl {
  readonly #rules: readonly Json[];
  readonly #counts = new Map<string, number>();

  constructor(rules: readonly Json[]) {
    this.#rules = rules.toSorted(
      (one, other) => Number(one['Priority']) - Number(other['Priority']),
    );
  }

  /** Name of the rule that blocks the request, null when it passes. */
  blocks(request: WebRequest): string | null {
    const rule = this.#rules.find((one) => this.#matches(one, request));
    return rule ? String(rule['Name']) : null;
  }

  #matches({ Name, Statement, Action }: Json, request: WebRequest): boolean {
    const statement = Statement as Json;
    // What AWS keeps in its own rule groups cannot be looked into.
    if (statement['ManagedRuleGroupStatement']) return false;
    const rate = statement['RateBasedStatement'] as Json | undefined;
    const matched = rate ? this.#exceeds(String(Name), rate, request) : holds(statement, request);
    return matched && Object.hasOwn(Action as Json, 'Block');
  }

  #exceeds(name: string, rate: Json, request: WebRequest): boolean {
    const scope = rate['ScopeDownStatement'] as Json | undefined;
    if (scope && !holds(scope, request)) return false;
    const keys = keysOf(rate, request);
    // A request that lacks a key is left out of the rule.
    if (keys.includes(undefined)) return false;
    const instance = JSON.stringify([name, ...keys]);
    const count = (this.#counts.get(instance) ?? 0) + 1;
    this.#counts.set(instance, count);
    return count > Number(rate['Limit']);
  }
}

function keysOf(rate: Json, request: WebRequest): (string | undefined)[] {
  const { address } = request;
  if (rate['AggregateKeyType'] === 'IP') return [address];
  const custom = rate['CustomKeys'] as readonly Json[];
  // AWS: with an address there must be another key, and no more than five.
  if (custom.length < 2 || custom.length > 5) throw new Error('2 to 5 custom keys');
  return custom.map((key) => {
    if (key['IP']) return address;
    const { Name } = key['Header'] as { readonly Name: string };
    return headerOf(request, Name);
  });
}

/** @throws Error for a kind of statement that stands nowhere in this project */
function holds(statement: Json, request: WebRequest): boolean {
  const [[kind, parts] = ['', {}]] = Object.entries(statement) as [string, Json][];
  switch (kind) {
    case 'NotStatement':
      return !holds(parts['Statement'] as Json, request);
    case 'AndStatement':
      return (parts['Statements'] as Json[]).every((one) => holds(one, request));
    case 'OrStatement':
      return (parts['Statements'] as Json[]).some((one) => holds(one, request));
    case 'RegexMatchStatement': {
      const pattern = String(parts['RegexString']);
      if (pattern.length > 512) throw new Error('RegexString is longer than 512 characters');
      const { SingleHeader } = parts['FieldToMatch'] as { readonly SingleHeader: { Name: string } };
      return new RegExp(pattern).test(headerOf(request, SingleHeader.Name) ?? '');
    }
    default:
      throw new Error(`${kind} is not known here`);
  }
}
