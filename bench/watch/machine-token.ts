import type { LocalOutputs } from 'appsync-on-a-laptop';

/** An access token that may read all users. */
export async function machineToken(outputs: LocalOutputs): Promise<string> {
  const { cognitoEndpoint, machineClientId, machineClientSecret } = outputs;
  const answer = await fetch(`${cognitoEndpoint}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${machineClientId}:${machineClientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'users/read' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`no token: HTTP ${answer.status}`);
  return token;
}
