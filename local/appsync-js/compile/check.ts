import type { Program } from 'acorn';
import type { Code } from '../../assembly/model.ts';
import { LocalError } from '../../shared/errors.ts';
import { parseBundle } from './parse.ts';

export function checkBundle({ source, file }: Code): Program {
  const parsed = parseBundle(source);
  if (parsed.kind === 'invalid')
    throw new LocalError('ERR_RESOLVER_CODE', `${file}: ${parsed.message}`);
  return parsed.program;
}
