import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Sender } from '../settings.ts';
import type { Stage } from '../stage.ts';

/** What is there for a function that the user pool calls: it is made before the pool. */
export interface TriggerNeeds {
  readonly table: ITable;
  readonly stage: Stage;
}

/** What is there for a function that a field asks: it is made before the resolvers. */
export interface FieldNeeds {
  readonly table: ITable;
  readonly userPool: IUserPool;
  readonly sender: Sender;
  readonly stage: Stage;
}

/** What is there for a function that reads the table's stream. */
export interface StreamNeeds {
  readonly table: ITable;
  readonly userPool: IUserPool;
  readonly api: GraphqlApi;
  readonly sender: Sender;
  readonly stage: Stage;
}

/** A folder of functions/, as it is deployed. `Needs`: what is there when it is made. */
export interface FunctionEntry<Needs> {
  readonly description: string;
  /** In which stages it is; in all unless given. */
  readonly onlyIn?: (stage: Stage) => boolean;
  /** Seconds; 10 unless given. AppSync gives a whole request 30, Cognito a trigger 5. */
  readonly timeout?: number;
  /** Whether invocations of its own are kept for it, as many as the stage says, that no burst of others takes. */
  readonly reserved?: boolean;
  /** Gives its role the least rights that work, beyond its log and traces, and tells it names of things. */
  readonly connect?: (lambda: LambdaFunction, needs: Needs) => void;
}
