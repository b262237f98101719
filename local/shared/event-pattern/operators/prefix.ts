import { affix } from './affix.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-prefix-matching */
export const prefix = affix((text, part) => text.startsWith(part));
