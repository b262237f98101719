import type { FaultRule } from '../../faults/index.ts';
import { allowOnly } from '../read/body.ts';
import { readFaultRule } from '../read/fault-rule.ts';
import type { FaultList } from './faults.ts';
import { badRequest } from './local-route-error.ts';
import { defineRoute } from './route.ts';

/** Body of `PUT /_local/faults`. */
export interface SetFaultsInput {
  readonly rules: readonly FaultRule[];
}

/** Sets what is made to fail. */
export const setFaults = defineRoute({
  method: 'PUT',
  path: '/_local/faults',
  about:
    'Takes `rules` of the body in place of those before: `{service, action?, resource?, kind, rate?, times?, ms?}`, where ' +
    '`kind` is `throttle`, `fail`, `delay` or, of `dynamodb`, `lag` (indexes answer with what they held `ms` ago); an ' +
    'empty list takes all away. They end with the engine. ' +
    '`SetFaultsInput`: `FaultList`.',
  answer(studio, { body }): FaultList {
    allowOnly(body, ['rules'] satisfies (keyof SetFaultsInput)[]);
    const { rules } = body;
    if (!Array.isArray(rules)) throw badRequest('rules of the body is no list.');
    const read = rules.map((rule: unknown, index) =>
      readFaultRule(rule, `rules[${index}]`, studio),
    );
    studio.faults.replace(read);
    for (const { service, kind } of read)
      studio.log.warn('faults', `${service}: calls ${WORDS[kind]}`);
    return { rules: studio.faults.rules };
  },
});

const WORDS = {
  throttle: 'are throttled',
  fail: 'fail',
  delay: 'wait',
  lag: 'of indexes lag',
} as const;
