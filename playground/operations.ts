import { CODE, PERSON } from './placeholders.ts';

/** One tab of the editor. */
export interface Example {
  readonly query: string;
  /** JSON. */
  readonly variables?: string;
}

/** What stands above an example, by the name of its operation. */
type Comments = Readonly<Partial<Record<string, string>>>;

/** The examples as the editor shows them, each below its comment. */
export const commented = (comments: Comments): Example[] =>
  EXAMPLES.map((example) => {
    const comment = comments[OPERATION_NAME.exec(example.query)?.[1] ?? ''];
    if (comment === undefined) return example;
    const lines = comment.split('\n').map((line) => `# ${line}\n`);
    return { ...example, query: lines.join('') + example.query };
  });

const OPERATION_NAME = /^\w+ (\w+)/u;

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** The operations that wait in the editor's tabs when the page opens for the first time. */
export const EXAMPLES: readonly Example[] = [
  {
    query: `query Me {
  me {
    id
    email
    firstName
    lastName
    role
    status
    version
    lastSignInAt
  }
}
`,
  },
  {
    query: `query ListUsers($filter: UserFilter, $sort: UserSort, $limit: Int, $nextToken: String) {
  listUsers(filter: $filter, sort: $sort, limit: $limit, nextToken: $nextToken) {
    items {
      id
      email
      firstName
      lastName
      role
      status
      version
    }
    nextToken
  }
}
`,
    variables: json({ filter: { status: 'ACTIVE' }, sort: { field: 'NAME' }, limit: 10 }),
  },
  {
    query: `query UserStats {
  userStats {
    total
    byStatus {
      INVITED
      ACTIVE
      SUSPENDED
    }
    byRole {
      ADMIN
      MEMBER
    }
  }
}
`,
  },
  {
    query: `query ExportUser($id: ID!) {
  exportUser(id: $id)
}
`,
    variables: json({ id: PERSON }),
  },
  {
    query: `mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    id
    email
    status
    version
  }
}
`,
    variables: json({
      input: {
        email: 'grace.hopper@example.com',
        firstName: 'Grace',
        lastName: 'Hopper',
        phone: '+1 202-555-0142',
        role: 'MEMBER',
        attributes: json({ team: 'Compilers' }),
        clientRequestToken: 'playground',
      },
    }),
  },
  {
    query: `mutation UpdateUser($input: UpdateUserInput!) {
  updateUser(input: $input) {
    id
    firstName
    lastName
    version
    updatedBy
  }
}
`,
    variables: json({ input: { id: PERSON, lastName: 'Murray Hopper' } }),
  },
  {
    query: `subscription OnUserChange($filter: UserChangeFilter) {
  onUserChange(filter: $filter) {
    type
    changedFields
    actor
    at
    user {
      id
      email
      firstName
      lastName
      status
      version
    }
  }
}
`,
    variables: json({ filter: { types: ['CREATED', 'DELETED'] } }),
  },
  {
    query: `query GetUserByEmail($email: AWSEmail!) {
  getUserByEmail(email: $email) {
    id
    firstName
    lastName
    version
    attributes
    history(limit: 5) {
      items {
        type
        version
        actor
        at
        changes {
          field
          from
          to
        }
      }
    }
  }
}
`,
    variables: json({ email: 'member@example.com' }),
  },
  {
    query: `mutation SuspendUser($id: ID!) {
  suspendUser(id: $id) {
    id
    status
    version
  }
}
`,
    variables: json({ id: PERSON }),
  },
  {
    query: `mutation ReactivateUser($id: ID!) {
  reactivateUser(id: $id) {
    id
    status
    version
  }
}
`,
    variables: json({ id: PERSON }),
  },
  {
    query: `mutation DeleteUser($id: ID!, $expectedVersion: Int) {
  deleteUser(id: $id, expectedVersion: $expectedVersion) {
    id
    email
  }
}
`,
    variables: json({ id: PERSON }),
  },
  {
    query: `mutation UpdateMe($input: UpdateMeInput!) {
  updateMe(input: $input) {
    id
    phone
    attributes
    version
  }
}
`,
    variables: json({ input: { phone: '+1 202-555-0143' } }),
  },
  {
    query: `mutation RequestEmailChange($email: AWSEmail!) {
  requestEmailChange(email: $email) {
    email
    expiresAt
  }
}
`,
    variables: json({ email: 'my.new.address@example.com' }),
  },
  {
    query: `mutation ConfirmEmailChange($code: String!) {
  confirmEmailChange(code: $code) {
    id
    email
    version
  }
}
`,
    variables: json({ code: CODE }),
  },
];
