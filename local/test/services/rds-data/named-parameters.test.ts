import { expect, test } from 'vitest';
import { numberParameters } from '../../../services/rds-data/named-parameters.ts';

test.each([
  ['SELECT :a, :b, :a', 'SELECT $1, $2, $1', ['a', 'b']],
  ['SELECT :id::uuid, x::text', 'SELECT $1::uuid, x::text', ['id']],
  [`SELECT ':no', 'it''s :no', ":no", :yes`, `SELECT ':no', 'it''s :no', ":no", $1`, ['yes']],
  ['SELECT 1 -- :no\n, :yes /* :no */', 'SELECT 1 -- :no\n, $1 /* :no */', ['yes']],
  ['DO $$ BEGIN x := :no; END $$', 'DO $$ BEGIN x := :no; END $$', []],
  ['DO $a$ :no $$ :no $a$ :yes', 'DO $a$ :no $$ :no $a$ $1', ['yes']],
  ["SELECT E'\\':no', tags[1:2], :yes", "SELECT E'\\':no', tags[1:2], $1", ['yes']],
])('numberParameters: %s', (sql, numbered, names) => {
  expect(numberParameters(sql)).toEqual({ sql: numbered, names });
});
