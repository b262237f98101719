import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { AWS_LIMITS } from '../functions/lib/aws-limits.ts';

/** Outputs of stacks, by their names. */
export type Outputs = Readonly<Partial<Record<string, string>>>;

/**
 * The outputs of a deployed stack, with the credentials of the shell; null when it is not there.
 * @param region of the shell, when undefined
 */
export async function outputsOfStack(
  StackName: string,
  region: string | undefined,
): Promise<Outputs | null> {
  const client = new CloudFormationClient({ region, ...AWS_LIMITS.cloudformation });
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
    const outputs = (Stacks?.[0]?.Outputs ?? []).map(
      ({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue] as const,
    );
    return Object.fromEntries(outputs);
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return null;
    throw error;
  } finally {
    client.destroy();
  }
}
