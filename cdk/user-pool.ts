import { Aws, CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPool,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  PasskeyUserVerification,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool as CognitoUserPool,
  UserPoolOperation,
  type StandardAttributesMask,
  type UserPoolClient,
  type UserPoolProps as CognitoUserPoolProps,
} from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { CognitoAttribute } from '../model/field-rows.ts';
import { mailIn } from '../model/invitation-mails.ts';
import { INVITATION_DAYS } from '../model/invitations.ts';
import { SIGN_UP_FIELDS, USER_FIELDS } from '../model/user-fields.ts';
import { hasChoice } from './passkeys.ts';
import type { Sender } from './settings.ts';
import type { Invitations, SignIn, Stage } from './stage.ts';

/** The attributes of the user pool by the names that CDK has for them. */
const CDK_NAMES: Readonly<Record<CognitoAttribute, keyof StandardAttributesMask>> = {
  address: 'address',
  birthdate: 'birthdate',
  email: 'email',
  family_name: 'familyName',
  gender: 'gender',
  given_name: 'givenName',
  locale: 'locale',
  middle_name: 'middleName',
  name: 'fullname',
  nickname: 'nickname',
  phone_number: 'phoneNumber',
  picture: 'profilePicture',
  preferred_username: 'preferredUsername',
  profile: 'profilePage',
  website: 'website',
  zoneinfo: 'timezone',
};

interface UserPoolProps extends Triggers {
  readonly stage: Stage;
  readonly sender: Sender;
  /** What passkeys are bound to; null: there are none. */
  readonly relyingParty: string | null;
}

/** The functions that the pool calls. */
export interface Triggers {
  /** Runs after each sign-in. */
  readonly postAuthentication: IFunction;
  /** Runs before and after each sign-up, where people may make their own account. */
  readonly signUp?: IFunction;
  /** Runs before each person's token, where Cognito's operations on the own user are closed. */
  readonly preTokenGeneration?: IFunction;
}

/** What the console calls the machine client where it changed somebody. */
export const MACHINE_CLIENT_NAME = 'integrations';

/** The next sign-in ends the least recently used one. As many as Cognito takes: nobody loses one unasked. */
const MAX_SESSIONS = 100;

/** Who can sign in: people by e-mail and password, other systems by client credentials. */
export class UserPool extends Construct {
  readonly pool: CognitoUserPool;
  /** For people: public, SRP, what the stage has beside passwords, and refresh, nothing else. */
  readonly appClient: UserPoolClient;
  /** For the console: the same for one working day. */
  readonly consoleClient: UserPoolClient;
  /** For other systems: OAuth client credentials with the scopes of the API. */
  readonly machineClient: UserPoolClient;
  /** Where a machine client gets its token. */
  readonly tokenUrl: string;

  constructor(
    scope: Construct,
    id: string,
    { stage, sender, relyingParty, ...triggers }: UserPoolProps,
  ) {
    super(scope, id);
    this.pool = this.createPool(stage, relyingParty, triggers);
    if (triggers.preTokenGeneration) {
      // The first version of the event knows no access token.
      const operation = UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG;
      this.pool.addTrigger(operation, triggers.preTokenGeneration, LambdaVersion.V2_0);
    }
    if (stage.ownSender) this.mailBySes(sender);
    if (relyingParty !== null && stage.signIn.mfa !== 'OFF') this.countPasskeysTwice();
    this.trackSessions();
    this.pool.addGroup('Admins', { groupName: 'ADMIN', description: 'May do everything' });
    this.pool.addGroup('Members', { groupName: 'MEMBER', description: 'May see to their record' });
    const { appSession, appRotation, consoleSession, consoleRotation } = stage.tokens;
    const { passwordsInClear } = stage.signIn;
    this.appClient = this.createAppClient('AppClient', stage, {
      session: appSession,
      rotation: appRotation,
      passwordsInClear,
    });
    // Of its own, so that it can be closed, and told apart in Cognito's logs.
    this.consoleClient = this.createAppClient('ConsoleClient', stage, {
      session: consoleSession,
      rotation: consoleRotation,
    });
    this.machineClient = this.createMachineClient(stage);
    // The prefix is unique in the region for all of AWS, hence the account in it.
    const domainPrefix = `user-manager-${stage.name}-${Aws.ACCOUNT_ID}`;
    const domain = this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix } });
    this.tokenUrl = `${domain.baseUrl()}/oauth2/token`;
  }

  private createPool(
    stage: Stage,
    relyingParty: string | null,
    { postAuthentication, signUp }: Triggers,
  ): CognitoUserPool {
    return new CognitoUserPool(this, 'Pool', {
      signInAliases: { email: true },
      signInCaseSensitive: false,
      selfSignUpEnabled: stage.selfSignUp,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        ...stage.signIn.passwords,
        tempPasswordValidity: Duration.days(INVITATION_DAYS),
      },
      ...secondFactorsOf(stage.signIn),
      ...firstFactorsOf(stage.signIn, relyingParty),
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      userInvitation: invitationOf(stage.invitations),
      // The same mail brings the code of a forgotten password: CDK's own text speaks of a new account.
      userVerification: {
        emailSubject: 'Your code',
        emailBody: 'Your code is {####}. If you did not ask for it, you can ignore this mail.',
      },
      lambdaTriggers: {
        postAuthentication,
        ...(signUp ? { preSignUp: signUp, postConfirmation: signUp } : {}),
      },
      ...planOf(stage.signIn),
      deletionProtection: stage.deletionProtection,
      removalPolicy: stage.removalPolicy,
    });
  }

  // By hand: UserPoolEmail.withSES knows no identity but the address and its own domain. Cognito sends by
  // its service-linked role AWSServiceRoleForAmazonCognitoIdpEmailService, which it makes when the pool gets
  // this setting, so the identity needs no policy of its own.
  // https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-ses-authorization-to-send-email.html
  private mailBySes({ from, identity }: Sender): void {
    this.resource.emailConfiguration = {
      emailSendingAccount: 'DEVELOPER',
      from,
      sourceArn: Stack.of(this).formatArn({
        service: 'ses',
        resource: 'identity',
        resourceName: identity,
      }),
    };
  }

  /** What CDK's own class has no property for. */
  private get resource(): CfnUserPool {
    const resource = this.pool.node.defaultChild;
    if (!(resource instanceof CfnUserPool)) throw new Error('UserPool holds no CfnUserPool');
    return resource;
  }

  // Cognito lets whoever has a second factor begin with a password alone, unless a passkey is one, too; and counts
  // it as two factors in the tokens (unverified), which resolvers/lib/assurance.ts reads.
  // https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnConfigurationType.html
  private countPasskeysTwice(): void {
    this.resource.webAuthnFactorConfiguration = 'MULTI_FACTOR_WITH_USER_VERIFICATION';
  }

  /** So that people see where they are signed in, and end one of their sessions. */
  // By hand: this CDK has no class for the type yet, and neither its validation nor cfn-lint knows it.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolsessionconfigurationattachment.html
  private trackSessions(): void {
    const sessions = new CfnResource(this, 'Sessions', {
      type: 'AWS::Cognito::UserPoolSessionConfigurationAttachment',
      properties: {
        UserPoolId: this.pool.userPoolId,
        UserSessionTracking: 'ENABLED',
        TokenSession: { MaxPerUser: MAX_SESSIONS },
      },
    });
    sessions.addMetadata('cfn-lint', { config: { ignore_checks: ['E3006'] } });
    Validations.of(sessions).acknowledge({
      id: 'CloudFormation-Validate::F3006',
      reason: 'The type is newer than the schemas that this CDK knows.',
    });
  }

  private createAppClient(
    id: string,
    stage: Stage,
    { session, rotation, passwordsInClear = false }: AppClient,
  ): UserPoolClient {
    // The directory is the truth about a person: with Cognito's default, which lets people write
    // every attribute, anyone could change the own e-mail address past it.
    const signUp = stage.selfSignUp ? SIGN_UP_FIELDS : [];
    const names = signUp.map((field) => [CDK_NAMES[USER_FIELDS[field].cognito], true] as const);
    const writable: StandardAttributesMask = { locale: true, ...Object.fromEntries(names) };
    return this.pool.addClient(id, {
      authFlows: {
        userSrp: true,
        ...(passwordsInClear ? { userPassword: true } : {}),
        ...(hasChoice(stage.signIn) ? { user: true } : {}),
      },
      disableOAuth: true,
      generateSecret: false,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: stage.tokens.access,
      idTokenValidity: stage.tokens.id,
      refreshTokenValidity: session,
      ...(rotation ? { refreshTokenRotationGracePeriod: rotation } : {}),
      writeAttributes: new ClientAttributes().withStandardAttributes(writable),
    });
  }

  private createMachineClient({ tokens }: Stage): UserPoolClient {
    const read = new ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read users' });
    const write = new ResourceServerScope({ scopeName: 'write', scopeDescription: 'Change users' });
    const users = this.pool.addResourceServer('ResourceServer', {
      identifier: 'users',
      scopes: [read, write],
    });
    return this.pool.addClient('MachineClient', {
      userPoolClientName: MACHINE_CLIENT_NAME,
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [OAuthScope.resourceServer(users, read), OAuthScope.resourceServer(users, write)],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: tokens.machine,
    });
  }
}

/** What a sign-in may begin with. A passkey asks for a fingerprint, a face or a PIN, or it would be no second factor. */
function firstFactorsOf(
  signIn: SignIn,
  relyingParty: string | null,
): Pick<
  CognitoUserPoolProps,
  'signInPolicy' | 'passkeyRelyingPartyId' | 'passkeyUserVerification'
> {
  if (!hasChoice(signIn)) return {};
  const passkey = relyingParty !== null;
  return {
    signInPolicy: {
      allowedFirstAuthFactors: { password: true, emailOtp: signIn.emailCodes, passkey },
    },
    ...(passkey
      ? {
          passkeyRelyingPartyId: relyingParty,
          passkeyUserVerification: PasskeyUserVerification.REQUIRED,
        }
      : {}),
  };
}

/** The mail that Cognito sends, which is HTML there. */
function invitationOf(invitations: Invitations) {
  const { subject, text } = mailIn(invitations, invitations.language, 'invitation');
  return { emailSubject: subject, emailBody: text };
}

/** How long an app client's people stay signed in, and how long a refresh token is good after its use. */
interface AppClient {
  readonly passwordsInClear?: boolean;
  readonly session: Duration;
  readonly rotation: Duration | null;
}

const THREAT_PROTECTION = {
  AUDIT: StandardThreatProtectionMode.AUDIT_ONLY,
  ENFORCED: StandardThreatProtectionMode.FULL_FUNCTION,
} as const;

/** Essentials is needed for events about access tokens, Plus for threat protection, at a higher price for each active user. */
const planOf = ({
  threatProtection,
}: SignIn): Pick<CognitoUserPoolProps, 'featurePlan' | 'standardThreatProtectionMode'> =>
  threatProtection === 'OFF'
    ? { featurePlan: FeaturePlan.ESSENTIALS }
    : {
        featurePlan: FeaturePlan.PLUS,
        standardThreatProtectionMode: THREAT_PROTECTION[threatProtection],
      };

/** Cognito refuses factors where none is asked for. */
function secondFactorsOf({
  mfa,
  factors,
}: SignIn): Pick<CognitoUserPoolProps, 'mfa' | 'mfaSecondFactor'> {
  if (mfa === 'OFF') return { mfa: Mfa.OFF };
  return {
    mfa: Mfa[mfa],
    mfaSecondFactor: {
      otp: factors.includes('totp'),
      sms: factors.includes('sms'),
      email: factors.includes('email'),
    },
  };
}
