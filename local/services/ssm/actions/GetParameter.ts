import { AwsError, requirePermission } from '../../../aws/index.ts';
import { nameIn, toParameter, type ParameterAction } from '../action.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const GetParameter: ParameterAction = ({ Name }, services, caller) => {
  const name = nameIn(Name);
  requirePermission(caller, ['ssm:GetParameter', services.arnOf(name)]);
  const found = services.find(name);
  if (found) return { Parameter: toParameter(found, services) };
  throw new AwsError(
    'ParameterNotFound',
    `The app has no parameter ${name}. Give one of elsewhere with --parameter ${name}=VALUE, or under local.parameters in package.json.`,
  );
};
