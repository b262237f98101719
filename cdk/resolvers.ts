import { join } from 'node:path';
import { Code, FunctionRuntime, type AppsyncFunction } from 'aws-cdk-lib/aws-appsync';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { APPSYNC_JS, bundleAll, ROOT, type Bundle, withFolders } from './bundle.ts';
import { checkFields } from './check-fields.ts';
import { DataSources, type DataSourceName } from './data-sources.ts';
import type { Functions } from './functions.ts';

/**
 * A file of resolvers/ on one data source, a folder whose files run one after the other, or `guard`:
 * a file that only wants the caller checked between its request and its response.
 */
type Binding = DataSourceName | readonly Step[] | 'guard';

/** `name` is the file in the folder; the same one may stand several times. */
interface Step {
  readonly name: string;
  readonly dataSource: DataSourceName;
}

/** Every field with a resolver. Its code is resolvers/<Type>.<field>.ts, or the folder of that name. */
const BINDINGS: Readonly<Record<string, Binding>> = {
  'Query.me': 'usersRead',
  'Query.getUser': 'usersRead',
  'Query.getUserByEmail': [
    { name: 'address', dataSource: 'search-users' },
    { name: 'lock', dataSource: 'usersRead' },
    { name: 'record', dataSource: 'usersRead' },
  ],
  // One read for each status of a role, the most that a page is put together of; or the search.
  'Query.listUsers': [
    ...Array<Step>(3).fill({ name: 'read', dataSource: 'usersRead' }),
    { name: 'search', dataSource: 'search-users' },
  ],
  'Query.userStats': 'usersRead',
  'Query.exportUser': 'export-user',
  'User.history': 'usersRead',
  'Mutation.createUser': 'create-user',
  'Mutation.updateUser': 'update-user',
  'Mutation.updateMe': 'update-me',
  'Mutation.requestEmailChange': 'request-email-change',
  'Mutation.confirmEmailChange': 'confirm-email-change',
  'Mutation.suspendUser': 'suspend-user',
  'Mutation.reactivateUser': 'reactivate-user',
  'Mutation.resendInvitation': 'resend-invitation',
  'Mutation.deleteUser': 'delete-user',
  'Mutation.purgeUser': 'purge-user',
  'Mutation.publishUserChange': 'none',
  'Subscription.onUserChange': 'guard',
  'Subscription.onUserCreated': 'guard',
  'Subscription.onUserUpdated': 'guard',
  'Subscription.onUserDeleted': 'guard',
};

/**
 * The others first read the caller's record, as a token outlives a suspension, a demotion and a
 * deletion by up to an hour. These need not: `me` reads that record itself, `history` belongs to a
 * user that such a field answered, and the last is closed to Cognito's tokens.
 */
const UNGUARDED: readonly string[] = ['Query.me', 'User.history', 'Mutation.publishUserChange'];

/** AppSync's limit on the code of one resolver or function. */
const MAX_CODE_LENGTH = 32_000;

interface ResolversProps {
  readonly api: GraphqlApi;
  readonly table: ITable;
  readonly functions: Functions;
}

/** Bundles resolvers/ to APPSYNC_JS and binds each file to the field it is named after. */
export class Resolvers extends Construct {
  private readonly dataSources: DataSources;

  constructor(scope: Construct, id: string, props: ResolversProps) {
    super(scope, id);
    checkFields(BINDINGS);
    this.dataSources = new DataSources(this, 'DataSources', props);
    withFolders(bundleResolvers(), (folders) => {
      const guard = this.createStep(
        'guard_checkCaller',
        'usersRead',
        'guard/check-caller',
        folders,
      );
      for (const [field, binding] of Object.entries(BINDINGS)) {
        if (typeof binding === 'string' && UNGUARDED.includes(field)) {
          this.bindUnit(field, binding as DataSourceName, folders);
        } else {
          const steps = [guard, ...this.createSteps(field, binding, folders)];
          this.bindPipeline(field, indexOf(field, binding), steps, folders, props.api);
        }
      }
    });
  }

  private bindUnit(field: string, dataSource: DataSourceName, folders: Folders): void {
    this.dataSources.get(dataSource).createResolver(field, {
      ...split(field),
      runtime: FunctionRuntime.JS_1_0_0,
      code: codeOf(field, folders),
    });
  }

  private bindPipeline(
    field: string,
    file: string,
    pipelineConfig: AppsyncFunction[],
    folders: Folders,
    api: GraphqlApi,
  ): void {
    api.createResolver(field, {
      ...split(field),
      runtime: FunctionRuntime.JS_1_0_0,
      code: codeOf(file, folders),
      pipelineConfig,
    });
  }

  // One function for each step, also where steps share their code: their logs and metrics stay apart.
  private createSteps(field: string, binding: Binding, folders: Folders): AppsyncFunction[] {
    if (binding === 'guard') return [];
    const { fieldName } = split(field);
    if (typeof binding === 'string') return [this.createStep(fieldName, binding, field, folders)];
    return binding.map(({ name, dataSource }, index) =>
      this.createStep(`${fieldName}_${index + 1}_${name}`, dataSource, `${field}/${name}`, folders),
    );
  }

  private createStep(
    name: string,
    dataSource: DataSourceName,
    file: string,
    folders: Folders,
  ): AppsyncFunction {
    return this.dataSources.get(dataSource).createFunction(name, {
      name,
      runtime: FunctionRuntime.JS_1_0_0,
      code: codeOf(file, folders),
    });
  }
}

/** What runs before and after the steps. */
function indexOf(field: string, binding: Binding): string {
  if (binding === 'guard') return field;
  return typeof binding === 'string' ? 'guard/index' : `${field}/index`;
}

/** Name of a bundle -> where it lies. */
type Folders = ReadonlyMap<string, string>;

function codeOf(file: string, folders: Folders): Code {
  return Code.fromAsset(join(folders.get(bundleName(file)) ?? '', 'code.js'));
}

function bundleResolvers(): ReadonlyMap<string, Bundle> {
  const fields = Object.entries(BINDINGS).flatMap(([field, binding]) =>
    typeof binding === 'string'
      ? [field]
      : [`${field}/index`, ...new Set(binding.map(({ name }) => `${field}/${name}`))],
  );
  const files = ['guard/index', 'guard/check-caller', ...fields];
  const entries = new Map(
    files.map((file) => [bundleName(file), join(ROOT, 'resolvers', `${file}.ts`)]),
  );
  const bundles = bundleAll(entries, 'code', APPSYNC_JS);
  for (const [name, bundle] of bundles) checkSize(name, bundle.get('code.js') ?? '');
  return bundles;
}

function checkSize(name: string, code: string): void {
  if (code.length <= MAX_CODE_LENGTH) return;
  throw new Error(
    `resolvers/${name}: ${code.length} characters bundled, AppSync takes ${MAX_CODE_LENGTH}; ` +
      'import less or make it a pipeline',
  );
}

function split(field: string): { typeName: string; fieldName: string } {
  const [typeName = '', fieldName = ''] = field.split('.');
  return { typeName, fieldName };
}

const bundleName = (file: string) => file.replace('/', '.');
