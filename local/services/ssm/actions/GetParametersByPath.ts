import { requirePermission } from '../../../aws/index.ts';
import { invalid, toParameter, type ParameterAction } from '../action.ts';

const PAGE = 10;

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
export const GetParametersByPath: ParameterAction = (
  { Path, Recursive, MaxResults, NextToken },
  services,
  caller,
) => {
  if (typeof Path !== 'string' || !Path.startsWith('/')) {
    throw invalid('The parameter path must begin with a forward slash (/).');
  }
  const folder = Path.endsWith('/') ? Path : `${Path}/`;
  requirePermission(caller, ['ssm:GetParametersByPath', services.arnOf(folder.slice(0, -1))]);
  const all = services
    .below(folder)
    .filter(({ name }) => Recursive === true || !name.slice(folder.length).includes('/'));
  const size = typeof MaxResults === 'number' ? Math.min(Math.max(MaxResults, 1), PAGE) : PAGE;
  const from = Math.max(
    all.findIndex(({ name }) => name === NextToken),
    0,
  );
  const next = all[from + size];
  return {
    Parameters: all.slice(from, from + size).map((parameter) => toParameter(parameter, services)),
    ...(next && { NextToken: next.name }),
  };
};
