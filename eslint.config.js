import { createRequire } from 'node:module';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const appsync = createRequire(import.meta.url)('@aws-appsync/eslint-plugin');

/**
 * The order a request travels in local/: a folder may import what stands below it, and the types of
 * any contract file (types.ts, model.ts).
 */
const LOCAL_ORDER = [
  'assembly',
  'gateway',
  'auth',
  'graphql',
  'resolve',
  'appsync-js',
  'data-sources',
  'lambda',
  'realtime',
  's3',
  'ses',
  'cognito',
  'dynamodb',
  'aws',
  'iam',
  'shared',
];

const localZones = LOCAL_ORDER.flatMap((folder, index) => [
  ...LOCAL_ORDER.slice(0, index).map((above) => ({
    target: `./local/${folder}`,
    from: `./local/${above}`,
    except: ['./types.ts', './model.ts'],
    message: `local/${folder} may only import what stands below it (see local/README.md).`,
  })),
  {
    target: `./local/${folder}`,
    from: ['./local/start.ts', './local/cli.mjs', './local/index.ts'],
    message: 'Only the composition root knows the folders, never the other way.',
  },
]);

const emulatorZones = ['cognito', 'dynamodb', 'lambda', 's3', 'ses'].map((folder) => ({
  target: `./local/${folder}`,
  from: ['auth', 'graphql', 'resolve', 'appsync-js', 'data-sources', 'realtime'].map(
    (side) => `./local/${side}`,
  ),
  message: `local/${folder} knows nothing of AppSync: it is reached over HTTP, as in the cloud.`,
}));

const folderZones = [
  {
    target: './local',
    from: [
      ...['./cdk', './resolvers', './functions', './model', './client', './playground'],
      './generated',
    ],
    message: 'cdk.out is the only contract between the app and local/.',
  },
  {
    target: './model',
    from: '.',
    except: ['./model'],
    message: 'model/ imports nothing: APPSYNC_JS bundles and Lambda functions share it.',
  },
  { target: './resolvers', from: ['./cdk', './functions', './local', './client', './playground'] },
  { target: './functions', from: ['./cdk', './resolvers', './local', './client', './playground'] },
  { target: './cdk', from: ['./functions', './resolvers', './local', './client', './playground'] },
  { target: './client', from: ['./cdk', './functions', './resolvers', './local', './playground'] },
  { target: './playground', from: ['./cdk', './functions', './resolvers', './local'] },
];

export default tseslint.config(
  {
    ignores: ['node_modules/', 'cdk.out/', '.local/', 'generated/', 'coverage/', '**/cdk.out/'],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })],
    },
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './resolvers/tsconfig.json', './client/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-restricted-paths': [
        'error',
        { zones: [...folderZones, ...localZones, ...emulatorZones] },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['local/**/*.ts'],
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
    ...appsync.configs.recommended,
    files: ['resolvers/**/*.ts', 'model/**/*.ts'],
  },
  {
    files: ['test/**/*.ts', '*.config.ts', 'bench/**/*.ts'],
    rules: {
      // A suite is one function; and a test may look at shapes it does not own.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['vitest.config.ts', 'eslint.config.js'],
    rules: { 'import-x/no-default-export': 'off' },
  },
);
