import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support.ts';

type Row = readonly [
  expression: string,
  sql: string,
  variables?: Readonly<Record<string, unknown>>,
];

/** Shapes recorded from AWS with EvaluateCode, with names of ours. */
const ROWS: readonly Row[] = [
  ['rds.select({ table: "users" })', 'SELECT * FROM "users"'],
  [
    'rds.select({ table: "app.users", columns: ["id", "users.name"] })',
    'SELECT "id", "users"."name" FROM "app"."users"',
  ],
  ['rds.select({ table: "users", columns: ["*"] })', 'SELECT * FROM "users"'],
  ['rds.select({ table: "users", columns: [] })', 'SELECT FROM "users"'],
  ['rds.select({ from: "users" })', 'SELECT * FROM "users"'],
  ['rds.select({ table: { u: "users" } })', 'SELECT * FROM "users" as "u"'],
  [
    'rds.select({ table: "users", where: {} , limit: 3 })',
    'SELECT * FROM "users" LIMIT :P0',
    { ':P0': 3 },
  ],
  [
    'rds.select({ table: "users", limit: "5", offset: 0 })',
    'SELECT * FROM "users" LIMIT :P0 OFFSET :P1',
    { ':P0': 5, ':P1': 0 },
  ],
  [
    'rds.select({ table: "users", orderBy: [{ column: "name" }, { column: "id", dir: "desc" }] })',
    'SELECT * FROM "users" ORDER BY "name" ASC, "id" DESC',
  ],
  ['rds.select({ table: "users", orderBy: [] })', 'SELECT * FROM "users"'],
  [
    'rds.select({ table: "users", where: { id: { ge: 1, le: 9, ne: 5 } } })',
    'SELECT * FROM "users" WHERE "id" >= :P0 AND "id" <= :P1 AND "id" != :P2',
    { ':P0': 1, ':P1': 9, ':P2': 5 },
  ],
  [
    'rds.select({ table: "users", where: { or: [{ name: { eq: "a" } }, { id: { gt: 10 } }] } })',
    'SELECT * FROM "users" WHERE ("name" = :P0) OR ("id" > :P1)',
    { ':P0': 'a', ':P1': 10 },
  ],
  [
    'rds.select({ table: "users", where: { id: { eq: 1 }, and: [{ or: [{ gone: { eq: false } }, { gone: { attributeExists: false } }] }] } })',
    'SELECT * FROM "users" WHERE "id" = :P0 AND (("gone" = :P1) OR ("gone" IS NULL))',
    { ':P0': 1, ':P1': false },
  ],
  [
    'rds.select({ table: "users", where: { name: { contains: "x" } } })',
    'SELECT * FROM "users" WHERE "name" LIKE :P0',
    { ':P0': '%x%' },
  ],
  [
    'rds.select({ table: "users", where: { name: { notContains: "x" } } })',
    'SELECT * FROM "users" WHERE "name" NOT LIKE :P0',
    { ':P0': 'x' },
  ],
  [
    'rds.select({ table: "users", where: { name: { beginsWith: "x" } } })',
    'SELECT * FROM "users" WHERE "name" LIKE :P0',
    { ':P0': 'x%' },
  ],
  [
    'rds.select({ table: "users", where: { age: { between: [null, 65] } } })',
    'SELECT * FROM "users" WHERE "age" BETWEEN NULL AND :P0',
    { ':P0': 65 },
  ],
  [
    'rds.select({ table: "users", where: { name: { size: { eq: 3, gt: 1 } } } })',
    'SELECT * FROM "users" WHERE LENGTH ("name") = :P0 AND LENGTH ("name") > :P1',
    { ':P0': 3, ':P1': 1 },
  ],
  [
    'rds.select({ table: "users", where: { and: [{ id: { eq: 1 } }, {}] } })',
    'SELECT * FROM "users" WHERE ("id" = :P0) AND',
    { ':P0': 1 },
  ],
  [
    'rds.select({ table: "users", where: rds.sql`id = ${1}` })',
    'SELECT * FROM "users" WHERE id = :P0',
    { ':P0': 1 },
  ],
  [
    'rds.insert({ table: "users", values: { name: "a", country: null } })',
    'INSERT INTO "users" ("name", "country") VALUES (:P0, NULL)',
    { ':P0': 'a' },
  ],
  [
    'rds.insert({ table: "users", values: { name: "a" }, returning: "*" })',
    'INSERT INTO "users" ("name") VALUES (:P0) RETURNING *',
    { ':P0': 'a' },
  ],
  [
    'rds.update({ table: "users", values: { name: "a" }, where: { id: { eq: 1 } } })',
    'UPDATE "users" SET "name" = :P0 WHERE "id" = :P1',
    { ':P0': 'a', ':P1': 1 },
  ],
  [
    'rds.update({ table: "users", values: {}, where: { id: { eq: 1 } } })',
    'UPDATE "users" SET WHERE "id" = :P0',
    { ':P0': 1 },
  ],
  [
    'rds.remove({ table: "users", where: { id: { eq: 1 } }, returning: ["id", "name"] })',
    'DELETE FROM "users" WHERE "id" = :P0 RETURNING "id", "name"',
    { ':P0': 1 },
  ],
];

/** Clauses that only the type definitions tell of. */
const DECLARED: readonly Row[] = [
  [
    'rds.select({ table: "t", columns: [{ n: "name" }, { now: rds.sql`now()` }, { top: rds.select({ table: "u", limit: 1 }) }] })',
    'SELECT "name" as "n", now() as "now", (SELECT * FROM "u" LIMIT :P0) as "top" FROM "t"',
    { ':P0': 1 },
  ],
  [
    'rds.select({ table: "t", columns: ["team", rds.agg.count("*"), rds.agg.sumDistinct("t.points")], groupBy: ["team", 2], having: { points: { max: { gt: 5 }, countDistinct: { between: [1, 9] } } } })',
    'SELECT "team", COUNT(*), SUM(DISTINCT "t"."points") FROM "t" GROUP BY "team", 2 HAVING MAX("points") > :P0 AND COUNT(DISTINCT "points") BETWEEN :P1 AND :P2',
    { ':P0': 5, ':P1': 1, ':P2': 9 },
  ],
  [
    'rds.select({ from: { u: "users" }, leftJoin: [{ from: { o: "orders" }, on: rds.sql`u.id = o.user and o.kind = ${"x"}` }], innerJoin: [{ table: "teams", using: ["team"] }], crossJoin: [{ table: "days" }], where: { id: { eq: 1 } } })',
    'SELECT * FROM "users" as "u" INNER JOIN "teams" USING ("team") LEFT JOIN "orders" as "o" ON u.id = o.user and o.kind = :P0 CROSS JOIN "days" WHERE "id" = :P1',
    { ':P0': 'x', ':P1': 1 },
  ],
  [
    'rds.select({ from: { s: rds.select({ table: "t", where: { a: { eq: 1 } } }) }, where: { b: { eq: 2 } } })',
    'SELECT * FROM (SELECT * FROM "t" WHERE "a" = :P0) as "s" WHERE "b" = :P1',
    { ':P0': 1, ':P1': 2 },
  ],
  [
    'rds.update({ table: "t", values: { a: 1 }, returning: ["id"] })',
    'UPDATE "t" SET "a" = :P0 RETURNING "id"',
    { ':P0': 1 },
  ],
  ['rds.select({ table: "t", where: rds.sql`` })', 'SELECT * FROM "t"'],
  [`rds.select({ table: 'odd"name' })`, 'SELECT * FROM "odd""name"'],
];

const REFUSED: readonly (readonly [expression: string, message: string])[] = [
  ['rds.createPgStatement()', 'An argument is expected to be passed to createPgStatement'],
  ['rds.createMySQLStatement(1)', 'Unsupported type is passed as argument to createMySQLStatement'],
  ['rds.select()', 'An argument is expected to be passed to select'],
  ['rds.select(null)', 'Expected payload to be an Object.'],
  [
    'rds.createPgStatement(rds.sql(["a"], 1, 2))',
    'java.lang.IllegalArgumentException: Unexpected argument passed to sql tagged template',
  ],
  ['rds.createPgStatement(rds.select({}))', "'table' or 'from' key is required."],
  [
    'rds.createPgStatement(rds.select({ from: "a", table: "b" }))',
    "'from' and 'table' keys cannot be used together",
  ],
  ['rds.createPgStatement(rds.select({ table: {} }))', 'java.util.NoSuchElementException'],
  [
    'rds.createPgStatement(rds.select({ table: "t", columns: "name" }))',
    'Expected column to be * or an array.',
  ],
  [
    'rds.createPgStatement(rds.select({ table: "t", columns: [1] }))',
    'Invalid type in column array.',
  ],
  [
    'rds.createPgStatement(rds.select({ table: "t", where: "id = 1" }))',
    'WHERE values are expected to be SQL templates or a condition object.',
  ],
  [
    'rds.createPgStatement(rds.select({ table: "t", where: { id: { in: [1] } } }))',
    'Unsupported condition id.in.',
  ],
  [
    'rds.createPgStatement(rds.select({ table: "t", where: { id: { toString: 1 } } }))',
    'Unsupported condition id.toString.',
  ],
  [
    'rds.createPgStatement(rds.select({ table: "t", where: { id: { eq: null } } }))',
    "Value for id.eq can't be null.",
  ],
  [
    'rds.createPgStatement(rds.select({ table: "t", where: { name: { beginsWith: 5 } } }))',
    'name.beginsWith expects a string value to be passed.',
  ],
  [
    'rds.createPgStatement(rds.select({ table: "t", where: { age: { between: [1] } } }))',
    'age.between condition expects an array with 2 values but received an array with length 1.',
  ],
  [
    'rds.createPgStatement(rds.select({ table: "t", orderBy: [{ column: "id", dir: "up" }] }))',
    'orderBy dir can have either ASC or DESC found up.',
  ],
  ['rds.createPgStatement(rds.select({ table: "t", limit: "abc" }))', 'limit expects a number.'],
  [
    'rds.createPgStatement(rds.insert({ table: "t" }))',
    'values are expected to be passed to insert',
  ],
  [
    'rds.createMySQLStatement(rds.remove({ table: "t", returning: "*" }))',
    'returning is not supported in MySQL.',
  ],
];

describe('@aws-appsync/utils/rds: statements', () => {
  test.each(
    [...ROWS, ...DECLARED].map(([expression, sql, variables = {}]) => ({
      expression,
      sql,
      variables,
    })),
  )('$expression', ({ expression, sql, variables }) => {
    expect(valueOf(`rds.createPgStatement(${expression})`)).toEqual({
      statements: [sql],
      variableMap: variables,
      variableTypeHintMap: {},
    });
  });

  test('createMySQLStatement: quotes with backticks', () => {
    expect(
      valueOf('rds.createMySQLStatement(rds.select({ table: "app.users", columns: ["id"] }))'),
    ).toMatchObject({ statements: ['SELECT `id` FROM `app`.`users`'] });
  });

  test('two statements share the numbering, type hints are kept apart', () => {
    expect(
      valueOf(
        'rds.createPgStatement(rds.sql`insert into t values (${rds.typeHint.UUID("u")}, ${"x"})`, rds.sql`select * from t where id = ${"u"}`)',
      ),
    ).toEqual({
      statements: ['insert into t values (:P0, :P1)', 'select * from t where id = :P2'],
      variableMap: { ':P0': 'u', ':P1': 'x', ':P2': 'u' },
      variableTypeHintMap: { ':P0': 'UUID' },
    });
  });

  // https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_SqlParameter.html
  test.each(['DATE', 'DECIMAL', 'JSON', 'TIME', 'TIMESTAMP', 'UUID'])(
    'typeHint.%s: is the type hint of its variable',
    (hint) => {
      const statement = '`update t set c = ${rds.typeHint.HINT("v")}`'.replace('HINT', hint);
      expect(valueOf(`rds.createPgStatement(rds.sql${statement})`)).toMatchObject({
        variableMap: { ':P0': 'v' },
        variableTypeHintMap: { ':P0': hint },
      });
    },
  );

  test.each([
    ['rds.createPgStatement("a", "b", "c")', 'createPgStatement takes one or two statements.'],
    [
      'rds.createPgStatement(rds.select({ table: "t", where: { not: [{ id: { eq: 1 } }] } }))',
      'not is declared for conditions, but what AWS makes of it is not known.',
    ],
  ])('%s: is refused', (expression, message) => {
    expect(valueOf(expression)).toEqual({ message });
  });

  test.each(REFUSED)('%s: is refused in the words of AWS', (expression, message) => {
    expect(valueOf(expression)).toEqual({ message });
  });
});

describe('util.rds.toJsonObject', () => {
  const records = [
    [
      { longValue: 1 },
      { stringValue: 'a' },
      { isNull: true },
      { arrayValue: { arrayValues: [{ longValues: [1, 2] }] } },
    ],
  ];
  const columnMetadata = [
    { label: 'id' },
    { name: 'n', label: 'name' },
    { name: 'gone' },
    { name: 'tags' },
  ];

  test('rows become objects, NULL is left out, a statement without rows gives one empty object', () => {
    const result = {
      sqlStatementResults: [
        { numberOfRecordsUpdated: 1, generatedFields: [] },
        { records, columnMetadata },
      ],
    };
    const rows = [[{}], [{ id: 1, name: 'a', tags: [[1, 2]] }]];
    expect(
      valueOf('util.rds.toJsonObject(ctx.result)', { result: JSON.stringify(result) }),
    ).toEqual(rows);
    expect(valueOf('rds.toJsonObject(ctx.result)', { result })).toEqual(rows);
  });
});
