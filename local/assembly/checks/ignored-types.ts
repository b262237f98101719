const ONE_NETWORK = 'Functions and engine are in one network: this machine.';

/** Types left out on purpose, each with the reason; a name that ends in `*` is a prefix. */
export const IGNORED_TYPES: Readonly<Record<string, string>> = {
  'AWS::ApplicationAutoScaling::*': 'Capacity is not limited here.',
  'AWS::ApplicationInsights::*': 'Observes the deployment.',
  'AWS::Backup::*': 'Nothing to back up: the data folder is a plain file.',
  'AWS::Budgets::*': 'Nothing here costs money.',
  'AWS::CDK::Metadata': 'Usage data of CDK.',
  'AWS::CloudFormation::WaitCondition*': 'Orders the deployment only.',
  'AWS::CloudFront::*': 'Pages are served as `local.sites` of package.json says.',
  'AWS::CloudWatch::Alarm': 'There are no metrics to watch here.',
  'AWS::CloudWatch::AnomalyDetector': 'There are no metrics to watch here.',
  'AWS::CloudWatch::CompositeAlarm': 'There are no metrics to watch here.',
  'AWS::CloudWatch::Dashboard': 'There are no metrics to show here.',
  'AWS::CodeBuild::*': 'Deploys the app.',
  'AWS::CodeDeploy::*': 'Orders the deployment only.',
  'AWS::CodePipeline::*': 'Deploys the app.',
  'AWS::Cognito::LogDeliveryConfiguration': 'The log is the terminal.',
  'AWS::Cognito::ManagedLoginBranding': 'Look of the hosted pages.',
  'AWS::Cognito::UserPoolUICustomizationAttachment': 'Look of the hosted pages.',
  'AWS::EC2::EIP': ONE_NETWORK,
  'AWS::EC2::FlowLog': 'The log is the terminal.',
  'AWS::EC2::InternetGateway': ONE_NETWORK,
  'AWS::EC2::NatGateway': ONE_NETWORK,
  'AWS::EC2::NetworkAcl*': ONE_NETWORK,
  'AWS::EC2::Route': ONE_NETWORK,
  'AWS::EC2::RouteTable': ONE_NETWORK,
  'AWS::EC2::SecurityGroup*': ONE_NETWORK,
  'AWS::EC2::Subnet*': ONE_NETWORK,
  'AWS::EC2::VPC*': ONE_NETWORK,
  'AWS::Events::EventBusPolicy': 'Permissions are not enforced.',
  'AWS::IAM::*': 'Only roles can call from here: users and groups have no keys.',
  'AWS::KMS::Alias': 'Data is not encrypted here.',
  'AWS::KMS::Key': 'Data is not encrypted here.',
  'AWS::Lambda::LayerVersionPermission': 'Functions of this machine alone use layers.',
  'AWS::Logs::*': 'The log is the terminal.',
  'AWS::Oam::*': 'Observes the deployment.',
  'AWS::RDS::DBClusterParameterGroup': 'Postgres runs here with settings of its own.',
  'AWS::RDS::DBParameterGroup': 'Postgres runs here with settings of its own.',
  'AWS::RDS::DBSubnetGroup': ONE_NETWORK,
  'AWS::RDS::OptionGroup': 'Postgres runs here with settings of its own.',
  'AWS::ResourceGroups::*': 'Groups resources in the console.',
  'AWS::S3::BucketPolicy': 'Permissions are not enforced.',
  'AWS::SecretsManager::ResourcePolicy': 'Permissions are not enforced.',
  'AWS::Scheduler::ScheduleGroup': 'Groups schedules.',
  'AWS::SNS::TopicPolicy': 'Permissions are not enforced.',
  'AWS::Synthetics::*': 'Observes the deployment.',
  'Custom::CrossRegionExportWriter': 'Stacks of other regions read the values themselves.',
  'Custom::LogRetention': 'The log is the terminal.',
  'Custom::S3AutoDeleteObjects': 'Empties a bucket before it is deleted.',
  'Custom::VpcRestrictDefaultSG': ONE_NETWORK,
};

/** Why a type is left out on purpose, or null when it is not. */
export function ignoredBecause(type: string): string | null {
  const exact = IGNORED_TYPES[type];
  if (exact) return exact;
  const prefix = Object.keys(IGNORED_TYPES).find(
    (name) => name.endsWith('*') && type.startsWith(name.slice(0, -1)),
  );
  return prefix === undefined ? null : (IGNORED_TYPES[prefix] ?? null);
}
