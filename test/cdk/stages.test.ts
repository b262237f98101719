import { describe, expect, it } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';

describe('stageOf', () => {
  it('finds a stage by its name', () => {
    expect(stageOf('prod').name).toBe('prod');
  });

  it.each(['staging', 'toString', '', null, 1])('refuses %j and names the stages', (name) => {
    expect(() => stageOf(name)).toThrow(/--context stage=<dev, prod>/);
  });
});
