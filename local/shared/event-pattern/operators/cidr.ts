import { BlockList, isIP, isIPv4 } from 'node:net';
import { ofTexts, type Operator } from './operator.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-ip-matching */
export const cidr: Operator = (operand) => {
  const [, address = '', bits = ''] =
    /^([\da-f.:]+)\/(\d{1,3})$/i.exec(typeof operand === 'string' ? operand : '') ?? [];
  if (isIP(address) === 0 || Number(bits) > (isIPv4(address) ? 32 : 128)) return null;
  const block = new BlockList();
  block.addSubnet(address, Number(bits), familyOf(address));
  return ofTexts((text) => isIP(text) !== 0 && block.check(text, familyOf(text)));
};

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIPv4(address) ? 'ipv4' : 'ipv6');
