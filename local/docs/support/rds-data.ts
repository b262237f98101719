import { actions } from '../../services/rds-data/actions/index.ts';
import { supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const TESTS = ['local/test/fixtures/ledger/data-api.test.ts'];

/** The RDS Data API. */
export function rdsData(): Section {
  return {
    title: 'Amazon RDS Data API',
    body: [
      'A cluster of Aurora PostgreSQL with `EnableHttpEndpoint` and an instance is a Postgres of its own, version 18 whatever the template says ([PGlite](https://pglite.dev), an optional package of 27 MB), that starts with the first statement: some 350 MB more memory, and a second or two; on a machine’s very first start of one, some seconds more. An app without a cluster loads none of it. Nothing listens at its endpoint: drivers that connect by themselves reach nobody. Aurora MySQL is named at start; calls of it are answered `UnsupportedByLocalEngine`.',
      'What a new database begins with is told by `local.databases` of package.json, as custom resources and functions that migrate at a deployment do not run: `{"<logical id or identifier of the cluster>": ["schema.sql"]}`, each file in one transaction, as the master user. The master user is a superuser here; other users have what `GRANT` gives them, and passwords are checked.',
      'A cluster does one thing at a time: while a transaction is open, calls that are not of it wait, and the log says so after two seconds. Extensions are those of Postgres’ own contrib that Aurora has too; PostGIS, pgvector, `aws_s3` and the like are not there.',
      supportTable(
        'action',
        rowsOf(Object.keys(actions), {
          tests: TESTS,
          sign: (name) => (name === 'ExecuteStatement' ? name : `${name}Command`),
          notes: {
            ExecuteStatement:
              'Ends after 45 s, which ends Postgres with it; `schema` is left aside with a warning, as AWS does not support it.',
            BatchExecuteStatement: 'All parameter sets or none.',
            BeginTransaction: 'Rolled back after three minutes without a call.',
          },
        }),
      ),
    ],
  };
}
