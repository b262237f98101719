import { Aws } from 'aws-cdk-lib';
import {
  BackedDataSource,
  DataSourceMetricsConfig,
  LambdaDataSource,
  NoneDataSource,
  type BaseDataSource,
  type GraphqlApi,
} from 'aws-cdk-lib/aws-appsync';
import { TableGrants, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FieldFunction } from '../model/operations.ts';
import type { FunctionGroup } from './functions/functions.ts';

/** `usersRead` is the table; the others are functions. */
export type DataSourceName = 'none' | 'usersRead' | FieldFunction;

interface DataSourcesProps {
  readonly api: GraphqlApi;
  readonly table: ITable;
  readonly functions: FunctionGroup<FieldFunction, IFunction>;
  /** Whether AppSync is to count what is read without a function. */
  readonly counted: boolean;
}

/** What resolvers reach, each made at its first use. */
export class DataSources extends Construct {
  private readonly props: DataSourcesProps;
  private readonly made = new Map<DataSourceName, BaseDataSource>();

  constructor(scope: Construct, id: string, props: DataSourcesProps) {
    super(scope, id);
    this.props = props;
  }

  get(name: DataSourceName): BaseDataSource {
    const source = this.made.get(name) ?? this.create(name);
    this.made.set(name, source);
    return source;
  }

  private create(name: DataSourceName): BaseDataSource {
    const { api, table, functions, counted } = this.props;
    switch (name) {
      case 'none':
        return new NoneDataSource(this, name, { api, name });
      case 'usersRead':
        return new TableDataSource(this, name, { api, table, counted });
      default:
        return new LambdaDataSource(this, name, {
          api,
          name: camelCase(name),
          lambdaFunction: functions.get(name),
        });
    }
  }
}

interface TableDataSourceProps {
  readonly api: GraphqlApi;
  readonly table: ITable;
  readonly counted: boolean;
}

/** CDK's own DynamoDbDataSource may read everything or write everything; this one reads items, and queries the indexes, too. */
class TableDataSource extends BackedDataSource {
  constructor(scope: Construct, id: string, { api, table, counted }: TableDataSourceProps) {
    const dynamoDbConfig = { tableName: table.tableName, awsRegion: Aws.REGION };
    const metrics = counted ? { metricsConfig: DataSourceMetricsConfig.ENABLED } : {};
    const props = { api, name: id, ...metrics };
    super(scope, id, props, { type: 'AMAZON_DYNAMODB', dynamoDbConfig });
    TableGrants.fromTable(table, [], false).actions(
      this,
      'dynamodb:GetItem',
      'dynamodb:BatchGetItem',
    );
    table.grant(this, 'dynamodb:Query');
  }
}

// Names of data sources have no hyphens.
const camelCase = (name: string) =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
