import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { DatabaseCluster } from '../../../assembly/model.ts';
import { requireSchemaFiles, schemaFilesOf } from '../../../services/rds-data/schema-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'schema-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'a.sql'), '');
const cluster = { logicalId: 'Main', clusterIdentifier: 'shop' } as DatabaseCluster;

test('schemaFilesOf: by the logical id or the identifier', () => {
  for (const name of ['Main', 'shop']) {
    expect(schemaFilesOf(cluster, { [name]: ['a.sql'] }, folder)).toEqual([join(folder, 'a.sql')]);
    requireSchemaFiles([cluster], { [name]: ['a.sql'] }, folder);
  }
});

test.each([
  [{ other: ['a.sql'] }, 'names other, which is no DB cluster of the app. There is: shop.'],
  [{ shop: ['a.sql', 'b.sql'] }, 'shop begins with b.sql, which is not in '],
])('requireSchemaFiles: %o ends the start', (databases, sentence) => {
  expect(() => requireSchemaFiles([cluster], databases, folder)).toThrow(sentence);
});
