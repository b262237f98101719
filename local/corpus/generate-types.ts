import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/*
 * What `amplify codegen` writes of a schema, by the library it is made of, which the app has beside its packages: the
 * CLI itself asks for a profile of AWS. In the folder of the app: node generate-types.ts SCHEMA TYPES [STATEMENTS]
 */
interface Generator {
  readonly generateStatements: (options: object) => Readonly<Record<string, string>>;
  readonly generateTypes: (options: object) => Promise<Readonly<Record<string, string>>>;
}

const [schemaFile = '', typesFile = '', statementsFolder] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), 'package.json'));
/** A package of the app, not of ours. */
const GENERATOR = ['@aws-amplify', 'graphql-generator'].join('/');
const { generateStatements, generateTypes } = require(GENERATOR) as Generator;

const schema = readFileSync(schemaFile, 'utf8');
const statements = (target: string): Readonly<Record<string, string>> =>
  generateStatements({
    schema,
    target,
    maxDepth: 2,
    typenameIntrospection: true,
    relativeTypesPath: './API',
  });
const queries = Object.values(statements('graphql')).join('\n');
const types = await generateTypes({ schema, target: 'typescript', queries });
write(typesFile, Object.values(types).join('\n'));
if (statementsFolder !== undefined) {
  for (const [name, text] of Object.entries(statements('typescript'))) {
    write(join(statementsFolder, name), text);
  }
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
