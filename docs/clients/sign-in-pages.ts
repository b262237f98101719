import { Amplify } from 'aws-amplify';
// Completes the sign-in when the browser comes back with a code.
import 'aws-amplify/auth/enable-oauth-listener';
import type { Outputs } from './outputs.ts';

/**
 * For `signInWithRedirect()` and `signOut()` over the pool's own pages.
 * @param domain where the pages answer by https, without `https://`, e.g. `localhost:4443`
 * @param app where they lead back to: one of the client's CallbackURLs and of its LogoutURLs
 */
export function configureSignInPages(outputs: Outputs, domain: string, app: string): void {
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: outputs.userPoolId,
        userPoolClientId: outputs.clientId,
        userPoolEndpoint: outputs.cognitoEndpoint,
        loginWith: {
          oauth: {
            domain,
            scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'],
            redirectSignIn: [app],
            redirectSignOut: [app],
            responseType: 'code',
          },
        },
      },
    },
  });
}
