import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import tseslint from 'typescript-eslint';
import { documentedExports } from './commands/lint/documented-exports.ts';
import { restrictedPaths } from './commands/lint/restricted-paths.ts';

const appsync = createRequire(import.meta.url)('@aws-appsync/eslint-plugin');

const CLIENT_BY_NAME =
  'What people install is what we use: import client/ as the package user-manager-client.';

const INTERNALS =
  'Only bench/ measures parts of the engine; everything else keeps to what appsync-on-a-laptop publishes.';

const BETWEEN_APP_AND_ENGINE =
  'The app knows local/ as the installed package appsync-on-a-laptop, and local/ knows nothing of the app: cdk.out is the only contract.';

/** Folders in the order a request travels: each may import what stands below it. */
const LOCAL_ORDER = [
  'assembly',
  'studio',
  'gateway',
  'auth',
  'graphql',
  'resolver-runs',
  'appsync-js',
  'vtl',
  'data-sources',
  'realtime',
  'services',
  'aws',
  'faults',
  'tracing',
  'shared',
];

/** Those that know others; every other service stands by itself. */
const SERVICES = ['sns', 'events', 'lambda', 'sqs', 's3', 'ses', 'cognito', 'dynamodb'];

const otherServices = readdirSync(new URL('local/services', import.meta.url)).filter(
  (folder) => !SERVICES.includes(folder),
);

/** Spreads that only steer the formatter; and constants that are not written as CONTRIBUTING.md says. */
const RESTRICTED_SYNTAX = [
  {
    selector: 'ObjectExpression > SpreadElement > ObjectExpression',
    message: 'Write the members themselves.',
  },
  {
    selector: ':matches(ArrayExpression, CallExpression) > SpreadElement > ArrayExpression',
    message: 'Write the elements themselves.',
  },
];

/** What is a constant: a text, a number, a truth value, a pattern, a set or list of texts. */
const RESTRICTED_NAMES = [
  'VariableDeclarator[id.name=/[a-z]/][init.type=/^(Literal|TemplateLiteral|BinaryExpression|UnaryExpression)$/]:not(:has(> Literal[bigint]))',
  'VariableDeclarator[id.name=/[a-z]/][init.regex]',
  'VariableDeclarator[id.name=/[a-z]/][init.callee.name="Set"][init.arguments.length>0]',
  'VariableDeclarator[id.name=/[a-z]/]:has(> ArrayExpression > Literal)',
  'VariableDeclarator[id.name=/[a-z]/]:has(> TSAsExpression > ArrayExpression > Literal)',
].map((declarator) => ({
  selector: `:matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind="const"] > ${declarator}`,
  message: 'A constant of a module is in UPPER_CASE.',
}));

/** Rules of this repository's own. */
const house = {
  rules: { 'documented-exports': documentedExports, 'restricted-paths': restrictedPaths },
};

/** Packages whose code is here. */
const PACKAGES = { 'appsync-on-a-laptop': 'local', 'user-manager-client': 'client' };

/** Contract files, whose types everybody may take. */
const CONTRACTS = ['./types.ts', './model.ts'];

const mayNotImport = (target, from, message) => ({ target, from, except: CONTRACTS, message });

const downwards = (parent, order) =>
  order.flatMap((folder, index) =>
    order
      .slice(0, index)
      .map((above) =>
        mayNotImport(
          `${parent}/${folder}`,
          `${parent}/${above}`,
          `${parent}/${folder} may only import what stands below it (see local/README.md).`,
        ),
      ),
  );

const localZones = [
  ...downwards('./local', LOCAL_ORDER),
  ...downwards('./local/services', SERVICES),
  ...otherServices.map((folder) => ({
    target: `./local/services/${folder}`,
    from: './local/services',
    except: [`./${folder}`],
    message: 'A service takes what it needs of others as an argument (local/start-services.ts).',
  })),
  ...LOCAL_ORDER.map((folder) => ({
    target: `./local/${folder}`,
    from: [
      './local/start.ts',
      './local/start-services.ts',
      './local/cli.mjs',
      './local/index.ts',
      './local/testing',
    ],
    message: 'Only the composition root knows the folders, never the other way.',
  })),
];

const APP = [
  'cdk',
  'commands',
  'resolvers',
  'functions',
  'model',
  'client',
  'console',
  'playground',
  'generated',
  'test',
  'docs',
  'bench',
];

const BY_A_PATH = [
  { regex: '^\\.{1,2}/(.*/)?local(/|$)', message: BETWEEN_APP_AND_ENGINE },
  { regex: '^(\\.{1,2}/)+client(/(?!test/)|$)', message: CLIENT_BY_NAME },
];

const appZones = [
  {
    target: './local',
    from: APP.map((folder) => `./${folder}`),
    // What docs/clients.md shows is run by tests of the engine too.
    except: ['../docs/clients'],
    message: BETWEEN_APP_AND_ENGINE,
  },
  {
    target: './model',
    from: '.',
    except: ['./model', './generated'],
    message:
      'model/ imports nothing but types: APPSYNC_JS, Lambda functions and browsers share it.',
  },
  {
    target: './resolvers',
    from: ['./cdk', './functions', './commands', './client', './playground', './console'],
  },
  {
    target: './functions',
    from: ['./cdk', './resolvers', './commands', './client', './playground', './console'],
    message: 'functions/ holds what Lambda runs, and nothing else.',
  },
  {
    target: './cdk',
    from: ['./functions', './resolvers', './commands', './client', './playground', './console'],
    // What it deploys, and the type of what it writes beside it.
    except: ['../console/build.ts', '../console/config.ts'],
  },
  {
    target: './client',
    from: ['./cdk', './functions', './resolvers', './commands', './playground', './console'],
  },
  { target: './console', from: ['./cdk', './functions', './resolvers'] },
  { target: './playground', from: ['./cdk', './functions', './resolvers', './commands'] },
  // npm run smoke goes as people's clients do, by the package's name.
  { target: './commands', from: ['./cdk', './resolvers', './playground', './console'] },
];

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      'cdk.out/',
      '.local/',
      'generated/',
      'coverage/',
      '**/dist/',
      'client/test/fixtures/apps/',
      '**/cdk.out/',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { house, '@typescript-eslint': tseslint.plugin },
    languageOptions: { parser: tseslint.parser },
    // oxlint judges the comments: most name rules of its own.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    rules: {
      'no-restricted-syntax': ['error', ...RESTRICTED_SYNTAX],
      'house/restricted-paths': [
        'error',
        { zones: [...appZones, ...localZones], packages: PACKAGES },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    // Modules of bench/ that are programs keep what they are told at their start.
    ignores: ['test/**', 'local/test/**', 'bench/**'],
    rules: {
      'no-restricted-syntax': ['error', ...RESTRICTED_SYNTAX, ...RESTRICTED_NAMES],
    },
  },
  {
    files: APP.map((folder) => `${folder}/**/*.{ts,tsx}`),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...BY_A_PATH,
            { regex: '^appsync-on-a-laptop/internals/', message: INTERNALS },
          ],
        },
      ],
    },
  },
  {
    files: ['bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: BY_A_PATH }],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['**/test/**', '**/*.config.ts'],
    rules: { 'house/documented-exports': 'error' },
  },
  {
    files: ['local/**/*.ts'],
    ignores: ['local/test/**', 'local/testing/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          name: 'node:http',
          allowTypeImports: true,
          message: 'Import from local/shared/node-http.ts: it saves 12 MB.',
        },
      ],
    },
  },
  {
    files: ['local/services/**/*.ts'],
    ignores: ['local/services/cognito/routes/http.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/shared/read-body.ts'],
              message: 'The front of local/aws reads bodies (createFront).',
            },
          ],
        },
      ],
    },
  },
  {
    ...appsync.configs.recommended,
    files: ['resolvers/**/*.ts', 'model/**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        project: './resolvers/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
);
