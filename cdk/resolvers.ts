import { join } from 'node:path';
import { Code, FunctionRuntime, type AppsyncFunction } from 'aws-cdk-lib/aws-appsync';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { APPSYNC_JS, bundleAll, ROOT, type Bundle, withFolders } from './bundle.ts';
import { checkFields } from './check-fields.ts';
import { DataSources, type DataSourceName } from './data-sources.ts';
import type { Functions } from './functions.ts';

/** A file of resolvers/ on one data source, or a folder whose files run one after the other. */
type Binding = DataSourceName | readonly Step[];

/** `name` is the file in the folder; the same one may stand several times. */
interface Step {
  readonly name: string;
  readonly dataSource: DataSourceName;
}

/** Every field with a resolver. Its code is resolvers/<Type>.<field>.ts, or the folder of that name. */
const BINDINGS: Readonly<Record<string, Binding>> = {
  'Query.me': 'usersRead',
  'Query.getUser': 'usersRead',
  'Query.getUserByEmail': 'usersRead',
  // A page whose filter no index answers is filled by further reads; the rest are skipped.
  'Query.listUsers': Array<Step>(8).fill({ name: 'fill', dataSource: 'usersRead' }),
  'User.history': 'usersRead',
  'Mutation.createUser': 'create-user',
  'Mutation.updateUser': 'update-user',
  'Mutation.updateMe': 'update-me',
  'Mutation.suspendUser': 'suspend-user',
  'Mutation.reactivateUser': 'reactivate-user',
  'Mutation.resendInvitation': 'resend-invitation',
  'Mutation.deleteUser': [
    { name: 'read', dataSource: 'usersRead' },
    { name: 'delete', dataSource: 'usersDelete' },
  ],
  'Mutation.publishUserChange': 'none',
  'Subscription.onUserChange': 'none',
  'Subscription.onUserCreated': 'none',
  'Subscription.onUserUpdated': 'none',
  'Subscription.onUserDeleted': 'none',
};

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
      for (const [field, binding] of Object.entries(BINDINGS)) {
        if (typeof binding === 'string') this.bindUnit(field, binding, folders);
        else this.bindPipeline(field, binding, folders, props.api);
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
    steps: readonly Step[],
    folders: Folders,
    api: GraphqlApi,
  ): void {
    api.createResolver(field, {
      ...split(field),
      runtime: FunctionRuntime.JS_1_0_0,
      code: codeOf(`${field}/index`, folders),
      pipelineConfig: steps.map((step, index) => this.createStep(field, step, index + 1, folders)),
    });
  }

  // One function for each step, also where steps share their code: their logs and metrics stay apart.
  private createStep(
    field: string,
    { name, dataSource }: Step,
    number: number,
    folders: Folders,
  ): AppsyncFunction {
    const functionName = `${split(field).fieldName}_${number}_${name}`;
    return this.dataSources.get(dataSource).createFunction(functionName, {
      name: functionName,
      runtime: FunctionRuntime.JS_1_0_0,
      code: codeOf(`${field}/${name}`, folders),
    });
  }
}

/** Name of a bundle -> where it lies. */
type Folders = ReadonlyMap<string, string>;

function codeOf(file: string, folders: Folders): Code {
  return Code.fromAsset(join(folders.get(bundleName(file)) ?? '', 'code.js'));
}

function bundleResolvers(): ReadonlyMap<string, Bundle> {
  const files = Object.entries(BINDINGS).flatMap(([field, binding]) =>
    typeof binding === 'string'
      ? [field]
      : [`${field}/index`, ...new Set(binding.map(({ name }) => `${field}/${name}`))],
  );
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
