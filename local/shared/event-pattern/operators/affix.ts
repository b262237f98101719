import { isObject } from '../../is-object.ts';
import { ofTexts, type Operator } from './operator.ts';

/** How texts are held against the beginning or end that a rule names; `{ "equals-ignore-case": … }` in any case. */
export const affix =
  (holds: (text: string, part: string) => boolean): Operator =>
  (operand) => {
    if (typeof operand === 'string') return ofTexts((text) => holds(text, operand));
    const part = isObject(operand) ? operand['equals-ignore-case'] : undefined;
    if (typeof part !== 'string') return null;
    const lower = part.toLowerCase();
    return ofTexts((text) => holds(text.toLowerCase(), lower));
  };
