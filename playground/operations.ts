import { CODE, PERSON } from './placeholders.ts';

/** One tab of the editor. */
export interface Example {
  readonly query: string;
  /** JSON. */
  readonly variables?: string;
}

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** The operations that wait in the editor's tabs when the page opens for the first time. */
export const EXAMPLES: readonly Example[] = [
  {
    query: `# Your own record. Ctrl+Enter runs it.
query Me {
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
    query: `# nextToken of the answer, put into the
# variables, gives the next page.
query ListUsers($filter: UserFilter, $sort: UserSort, $limit: Int, $nextToken: String) {
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
    query: `# Everything that is kept about a person.
query ExportUser($id: ID!) {
  exportUser(id: $id)
}
`,
    variables: json({ id: PERSON }),
  },
  {
    query: `# The same clientRequestToken again makes
# nobody a second time.
mutation CreateUser($input: CreateUserInput!) {
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
    query: `# With expectedVersion in the input it is
# refused with VersionConflict when the
# user has changed since you read it.
mutation UpdateUser($input: UpdateUserInput!) {
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
    query: `# Runs until you stop it.
subscription OnUserChange($filter: UserChangeFilter) {
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
    query: `# What you do yourself, on your own record.
mutation UpdateMe($input: UpdateMeInput!) {
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
    query: `# The code is mailed to the new address:
# here it comes out at /mailbox.
mutation RequestEmailChange($email: AWSEmail!) {
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
