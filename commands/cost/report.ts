import { ALTERNATIVES } from './alternatives.ts';
import { billOf, totalOf, unitOf, type BillLine } from './bill.ts';
import { PRICES_OF, PRICES_REGION } from './prices.ts';
import type { Usage } from './usage.ts';

/** What the command prints: the bill by service, and what others would take. */
export function reportOf(usage: Usage): string {
  const bill = billOf(usage).filter(({ quantity }) => quantity > 0);
  const services = [...new Set(bill.map(({ service }) => service))];
  const rows = services.flatMap((service) => {
    const lines = bill.filter((line) => line.service === service);
    return [row(service, '', totalOf(lines)), ...lines.map(detailOf)];
  });
  const others = ALTERNATIVES.map(({ name, lacks, usd }) => row(name, `(${lacks})`, usd(usage)));
  return [
    `A month in ${PRICES_REGION}, prices of ${PRICES_OF}, after what is free for ever; USD`,
    '',
    ...rows,
    row('this stack', '', totalOf(bill)),
    '',
    'beside it',
    ...others,
    '',
    'Measured units, prices with their sources, and what is assumed: docs/cost.md',
    '',
  ].join('\n');
}

function detailOf(line: BillLine): string {
  return row('', `${count(line.quantity)} ${unitOf(line)}`, line.usd);
}

const NAME_WIDTH = 26;
const DETAIL_WIDTH = 46;
const USD_WIDTH = 14;

function row(name: string, detail: string, usd: number): string {
  const told = name === '' ? `  ${detail}` : `${name} ${detail}`;
  return `${told.padEnd(NAME_WIDTH + DETAIL_WIDTH)}${dollars(usd).padStart(USD_WIDTH)}`;
}

/** With thousands apart; cents below 1,000. */
export function dollars(usd: number): string {
  const digits = usd < 1000 ? 2 : 0;
  return usd.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A quantity, short of fractions nobody asks for. */
export const count = (quantity: number): string =>
  quantity.toLocaleString('en-US', { maximumFractionDigits: quantity < 10 ? 2 : 0 });
