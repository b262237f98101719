import { defineRoute } from './route.ts';

/** A group of a user pool, of the template or made since. Times in milliseconds since the epoch. */
export interface PoolGroup {
  readonly name: string;
  readonly description: string | null;
  readonly precedence: number | null;
  readonly roleArn: string | null;
  readonly createdAt: number;
}

/** `GET /_local/user-pools/ID/groups`: by name. */
export interface PoolGroups {
  readonly groups: readonly PoolGroup[];
}

/** Groups of a pool. */
export const poolGroups = defineRoute({
  method: 'GET',
  path: '/_local/user-pools/:pool/groups',
  about: 'The groups of a pool, those of the template and others: `PoolGroups`.',
  async answer({ cognito: { administration } }, { params }): Promise<PoolGroups> {
    const groups: PoolGroup[] = [];
    let NextToken: string | undefined;
    do {
      const input = { UserPoolId: params.pool, ...(NextToken !== undefined && { NextToken }) };
      const page = (await administration.run('ListGroups', input)) as CognitoPage;
      groups.push(...page.Groups.map(toGroup));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    return { groups };
  },
});

interface CognitoPage {
  readonly Groups: readonly CognitoGroup[];
  readonly NextToken?: string;
}

interface CognitoGroup {
  readonly GroupName: string;
  readonly Description?: string;
  readonly Precedence?: number;
  readonly RoleArn?: string;
  /** Seconds. */
  readonly CreationDate: number;
}

function toGroup(group: CognitoGroup): PoolGroup {
  const { GroupName, Description, Precedence, RoleArn, CreationDate } = group;
  return {
    name: GroupName,
    description: Description ?? null,
    precedence: Precedence ?? null,
    roleArn: RoleArn ?? null,
    createdAt: CreationDate * 1_000,
  };
}
