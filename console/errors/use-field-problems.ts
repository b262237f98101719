import { useState } from 'react';
import { useExplain } from './use-explain.ts';

/**
 * What the API found wrong with a field of a form, as long as the field holds what was refused; null for all others.
 * @param error of the last attempt
 * @param values what the form holds now
 */
export function useFieldProblems<Values extends object>(
  error: Error | null,
  values: Values,
): (name: keyof Values & string) => string | null {
  const { problems } = useExplain()(error);
  const [refused, setRefused] = useState({ error, values });
  if (refused.error !== error) setRefused({ error, values });
  return (name) => {
    if (values[name] !== refused.values[name]) return null;
    const own = problems.filter(({ field }) => field === name);
    return own.map(({ message }) => message).join(' ') || null;
  };
}
