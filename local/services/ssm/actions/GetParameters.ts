import { requirePermission } from '../../../aws/index.ts';
import { invalid, nameIn, toParameter, type ParameterAction } from '../action.ts';

const MAX_NAMES = 10;

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
export const GetParameters: ParameterAction = ({ Names }, services, caller) => {
  const names = Array.isArray(Names) ? Names.map(nameIn) : [];
  if (names.length === 0 || names.length > MAX_NAMES) {
    throw invalid(`Names has from one to ${MAX_NAMES} names.`);
  }
  for (const name of names) requirePermission(caller, ['ssm:GetParameters', services.arnOf(name)]);
  const found = names.flatMap((name) => services.find(name) ?? []);
  return {
    Parameters: found.map((parameter) => toParameter(parameter, services)),
    InvalidParameters: names.filter((name) => services.find(name) === null),
  };
};
