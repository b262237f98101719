import { affix } from './affix.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-suffix-matching */
export const suffix = affix((text, part) => text.endsWith(part));
