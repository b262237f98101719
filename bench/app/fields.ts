import { ITEMS } from './items.ts';

/** What is measured, in the order of the tables. */
export const FIELDS = ['none', 'template', 'item', 'items', 'lambda'] as const;

/** One of the fields that are measured. */
export type Field = (typeof FIELDS)[number];

/** A GraphQL request and the only right answer to it. */
export interface Exchange {
  readonly body: string;
  readonly expected: unknown;
}

/** How many different requests of each field take turns. */
const VARIANTS = 50;
const PAGE = 20;

const PARTS = 'id title text amount done';

/** What each field stands for, in words. */
export const FIELD_TITLES: Readonly<Record<Field, string>> = {
  none: 'NONE',
  template: 'NONE, mapping templates',
  item: 'DynamoDB GetItem',
  items: `DynamoDB Query of ${PAGE}`,
  lambda: 'Lambda',
};

const EXCHANGES: Readonly<Record<Field, (variant: number) => Exchange>> = {
  none(variant) {
    const text = `hello ${variant}`;
    return exchange('query ($text: String!) { none(text: $text) }', { text }, { none: text });
  },
  template(variant) {
    const text = `hello ${variant}`;
    const query = 'query ($text: String!) { template(text: $text) }';
    return exchange(query, { text }, { template: `${text.toUpperCase()}: 1, 2, 3` });
  },
  item(variant) {
    const item = ITEMS[(variant * 7) % ITEMS.length]!;
    return exchange(`query ($id: ID!) { item(id: $id) { ${PARTS} } }`, { id: item.id }, { item });
  },
  items() {
    const query = `query ($limit: Int!) { items(limit: $limit) { ${PARTS} } }`;
    return exchange(query, { limit: PAGE }, { items: ITEMS.slice(0, PAGE) });
  },
  lambda(variant) {
    const text = `hello ${variant}`;
    const data = { lambda: text.toUpperCase() };
    return exchange('query ($text: String!) { lambda(text: $text) }', { text }, data);
  },
};

/** The requests of one field. */
export function exchangesOf(field: Field): readonly Exchange[] {
  return Array.from({ length: VARIANTS }, (_, variant) => EXCHANGES[field](variant));
}

function exchange(query: string, variables: unknown, data: unknown): Exchange {
  return { body: JSON.stringify({ query, variables }), expected: { data } };
}
