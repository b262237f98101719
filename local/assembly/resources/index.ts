import type { ResourceType } from '../template/types.ts';
import { eventApi } from './AWS.AppSync.Api.ts';
import { apiCache } from './AWS.AppSync.ApiCache.ts';
import { apiKey } from './AWS.AppSync.ApiKey.ts';
import { channelNamespace } from './AWS.AppSync.ChannelNamespace.ts';
import { dataSource } from './AWS.AppSync.DataSource.ts';
import { functionConfiguration } from './AWS.AppSync.FunctionConfiguration.ts';
import { graphqlApi } from './AWS.AppSync.GraphQLApi.ts';
import { graphqlSchema } from './AWS.AppSync.GraphQLSchema.ts';
import { resolver } from './AWS.AppSync.Resolver.ts';
import { sourceApiAssociation } from './AWS.AppSync.SourceApiAssociation.ts';
import { schemaType } from './AWS.AppSync.Type.ts';
import { nestedStack } from './AWS.CloudFormation.Stack.ts';
import { userPoolClient } from './AWS.Cognito.UserPoolClient.ts';
import { userPoolDomain } from './AWS.Cognito.UserPoolDomain.ts';
import { userPoolGroup } from './AWS.Cognito.UserPoolGroup.ts';
import { userPoolResourceServer } from './AWS.Cognito.UserPoolResourceServer.ts';
import { userPoolSessionConfigurationAttachment } from './AWS.Cognito.UserPoolSessionConfigurationAttachment.ts';
import { userPool } from './AWS.Cognito.UserPool.ts';
import { globalTable } from './AWS.DynamoDB.GlobalTable.ts';
import { table } from './AWS.DynamoDB.Table.ts';
import { eventBus } from './AWS.Events.EventBus.ts';
import { eventRule } from './AWS.Events.Rule.ts';
import { managedPolicy } from './AWS.IAM.ManagedPolicy.ts';
import { policy, rolePolicy } from './AWS.IAM.Policy.ts';
import { role } from './AWS.IAM.Role.ts';
import { eventInvokeConfig } from './AWS.Lambda.EventInvokeConfig.ts';
import { eventSourceMapping } from './AWS.Lambda.EventSourceMapping.ts';
import { lambdaFunction } from './AWS.Lambda.Function.ts';
import { layerVersion } from './AWS.Lambda.LayerVersion.ts';
import { functionPermission } from './AWS.Lambda.Permission.ts';
import { functionAlias, functionVersion } from './AWS.Lambda.Version.ts';
import { databaseCluster, databaseInstance } from './AWS.RDS.DBCluster.ts';
import { bucket } from './AWS.S3.Bucket.ts';
import { subscription } from './AWS.SNS.Subscription.ts';
import { topic } from './AWS.SNS.Topic.ts';
import { queuePolicy } from './AWS.SQS.QueuePolicy.ts';
import { queue } from './AWS.SQS.Queue.ts';
import { schedule } from './AWS.Scheduler.Schedule.ts';
import { secret, secretTargetAttachment } from './AWS.SecretsManager.Secret.ts';
import { stateMachine } from './AWS.StepFunctions.StateMachine.ts';
import { ssmParameter } from './AWS.SSM.Parameter.ts';
import { amplifyTable } from './Custom.AmplifyDynamoDBTable.ts';
import { crossRegionExportReader } from './Custom.CrossRegionExportReader.ts';
import { bucketNotifications } from './Custom.S3BucketNotifications.ts';
import { describedUserPoolClient } from './Custom.DescribeCognitoUserPoolClient.ts';

/** The types the engine knows. Others are ignored on purpose (ignored.ts) or named at start. */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceType>> = {
  'AWS::AppSync::Api': eventApi,
  'AWS::AppSync::ApiCache': apiCache,
  'AWS::AppSync::ApiKey': apiKey,
  'AWS::AppSync::ChannelNamespace': channelNamespace,
  'AWS::AppSync::DataSource': dataSource,
  'AWS::AppSync::FunctionConfiguration': functionConfiguration,
  'AWS::AppSync::GraphQLApi': graphqlApi,
  'AWS::AppSync::GraphQLSchema': graphqlSchema,
  'AWS::AppSync::Resolver': resolver,
  'AWS::AppSync::SourceApiAssociation': sourceApiAssociation,
  'AWS::AppSync::Type': schemaType,
  'AWS::CloudFormation::Stack': nestedStack,
  'AWS::Cognito::UserPool': userPool,
  'AWS::Cognito::UserPoolClient': userPoolClient,
  'AWS::Cognito::UserPoolDomain': userPoolDomain,
  'AWS::Cognito::UserPoolGroup': userPoolGroup,
  'AWS::Cognito::UserPoolResourceServer': userPoolResourceServer,
  'AWS::Cognito::UserPoolSessionConfigurationAttachment': userPoolSessionConfigurationAttachment,
  'AWS::DynamoDB::GlobalTable': globalTable,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': eventBus,
  'AWS::Events::Rule': eventRule,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Policy': policy,
  'AWS::IAM::Role': role,
  'AWS::IAM::RolePolicy': rolePolicy,
  'AWS::Lambda::Alias': functionAlias,
  'AWS::Lambda::EventInvokeConfig': eventInvokeConfig,
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::LayerVersion': layerVersion,
  'AWS::Lambda::Permission': functionPermission,
  'AWS::Lambda::Version': functionVersion,
  'AWS::RDS::DBCluster': databaseCluster,
  'AWS::RDS::DBInstance': databaseInstance,
  'AWS::S3::Bucket': bucket,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::SecretsManager::Secret': secret,
  'AWS::SecretsManager::SecretTargetAttachment': secretTargetAttachment,
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::Topic': topic,
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': queuePolicy,
  'AWS::SSM::Parameter': ssmParameter,
  'AWS::StepFunctions::StateMachine': stateMachine,
  'Custom::AmplifyDynamoDBTable': amplifyTable,
  'Custom::CrossRegionExportReader': crossRegionExportReader,
  'Custom::DescribeCognitoUserPoolClient': describedUserPoolClient,
  'Custom::S3BucketNotifications': bucketNotifications,
};
