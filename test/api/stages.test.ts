import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startLocal } from 'appsync-on-a-laptop';
import { callerWith } from '../support/graphql.ts';
import { createUserAs } from '../support/lives.ts';
import { machineToken } from '../support/sign-in.ts';
import { NAMED, synthesize } from '../support/synthesize.ts';

test('prod: starts on one machine, in its account and region, with its sender, and its functions answer behind their aliases', async () => {
  using assembly = synthesize('prod');
  const dataFolder = mkdtempSync(join(tmpdir(), 'user-manager-'));
  const local = await startLocal({ assemblyFolder: assembly.folder, dataFolder, port: 0 });
  try {
    const { region, stacks } = local.outputs;
    expect(region).toBe(NAMED.region);
    expect(stacks['UserManager-prod']?.['FailedChangesBucket']).toMatch(/^[a-z0-9-]{3,63}$/u);
    const types = local.unsupported.map(({ type }) => type);
    expect(new Set(types)).toEqual(
      new Set(['AWS::WAFv2::WebACL', 'AWS::WAFv2::WebACLAssociation']),
    );
    const token = await machineToken(local.outputs, 'users/read users/write');
    const machine = callerWith(local.outputs.graphqlUrl, token);
    expect(await createUserAs(machine)).toMatch(/^[\da-f-]{36}$/u);
  } finally {
    await local.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
});
