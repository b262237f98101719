/** Every text of the playground, in English; the editor's own are GraphiQL's, which speaks English alone. */
export const EN = {
  title: 'User Manager playground',
  language: 'Language',
  toEditor: 'Go to the editor',
  editor: 'GraphQL editor',
  session: 'Session',
  toSession: 'Session and live changes',
  api: 'API',
  signIn: {
    title: 'Sign in',
    seeded: 'People of the local system',
    others: 'Somebody else of the directory',
    asPerson: 'Sign in as this person',
    email: 'E-mail',
    password: 'Password',
    first: 'This is your first sign-in. Choose a password of your own.',
    newPassword: 'New password',
    setPassword: 'Set password and sign in',
    cancel: 'Cancel',
    mailbox: { before: 'Invited? The temporary password is in the ', name: 'mailbox', after: '.' },
    signedIn: 'Signed in',
    signOut: 'Sign out',
    wrong: 'The e-mail address or the password is wrong.',
    refused:
      'The password needs at least 12 characters, with a capital and a small letter, a digit and a sign such as ! or -.',
  },
  person: {
    title: 'Person for the examples',
    hint: 'Their id takes the place of',
  },
  subscriptions: {
    title: 'Subscriptions',
    nameless: 'Subscription',
    live: 'live',
    stopped: 'stopped',
    stop: (name: string) => `Stop ${name}`,
    close: (name: string) => `Close ${name}`,
    events: (name: string) => `Events of ${name}, newest first`,
    event: (key: number, name: string) => `Event ${key} of ${name}`,
  },
  live: {
    title: 'Live changes',
    label: 'Changes, newest first',
    connecting: 'Connecting …',
    signIn: 'Sign in to hear of changes.',
    offline: 'Not listening: you are offline.',
    listening: 'Listening.',
    again: 'Listening again; what happened meanwhile is not here.',
    lost: 'Not listening: the connection is lost. It is tried again …',
    over: 'Not listening: the API has ended it. Load the page again.',
    ended: (why: string) => `Not listening: ${why}`,
    eventFailed: (why: string) => `An event failed: ${why}`,
    version: (version: number) => `version ${version}`,
    by: (actor: string) => `by ${actor}`,
  },
  editorErrors: {
    signIn: 'Sign in first, in the panel beside.',
    person: 'Pick a person beside the editor first.',
    code: 'No mail with a code has come yet.',
  },
  /** Above the examples, by the operation. */
  comments: {
    Me: 'Your own record. Ctrl+Enter runs it.',
    ListUsers: 'nextToken of the answer, put into the\nvariables, gives the next page.',
    ExportUser: 'Everything that is kept about a person.',
    CreateUser: 'The same clientRequestToken again makes\nnobody a second time.',
    UpdateUser:
      'With expectedVersion in the input it is\nrefused with VersionConflict when the\nuser has changed since you read it.',
    OnUserChange: 'Runs until you stop it.',
    UpdateMe: 'What you do yourself, on your own record.',
    RequestEmailChange: 'The code is mailed to the new address:\nhere it comes out at /mailbox.',
  },
};

/** What a language must say. */
export type Texts = typeof EN;
