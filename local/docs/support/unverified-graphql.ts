import { type Inference, from } from './inference.ts';

/** What of GraphQL and of authorization is not verified against AWS. */
export const GRAPHQL: Readonly<Record<string, readonly Inference[]>> = {
  GraphQL: from('local/graphql/', [
    [
      '`ctx.info.variables`',
      'shows variables as the request has them, AWSJSON as text; those left out with their default',
      'document/variables.ts',
    ],
    [
      'numbers in AWSJSON that no double holds: `1e400`, 30 digits',
      'reach resolvers as infinite, or rounded',
      'scalars/AWSJSON.ts',
    ],
    [
      'a semicolon in a schema, and a directive of AWS where it means nothing, as on an input',
      'are left out with a warning that names line and column, as samples of AWS have them',
      'public-schema.ts',
    ],
    ['AWSJSON of any depth', 'is parsed and handed to resolvers', 'scalars/AWSJSON.ts'],
    ['syntax errors', 'graphql-java’s frame around graphql-js’s words', 'document/documents.ts'],
    [
      'a document nested deeper than can be read, some thousand levels',
      'answers as one with a syntax error',
      'document/documents.ts',
    ],
    [
      'what a document may hold',
      'GraphQL’s rules; graphql-java 9, in whose words AppSync answers, also refuses a default of a variable that may not be null',
      'validation/rules.ts',
    ],
    [
      'variables of another kind: `"1"` for `Int`, 5 for `String`',
      'are converted, as graphql-java 9 does',
      'scalars/scalar.ts',
    ],
    [
      'defaults that the schema gives arguments and input fields',
      'reach resolvers, though aws-appsync-community#59 of 2019 says they do not',
      'document/literals.ts',
    ],
    [
      'a null item where a list may hold none',
      "`within parent 'null'` in the message, as graphql-java 9 writes it",
      'execution/complete.ts',
    ],
    [
      'in a schema: AWS scalars and directives that are declared, directives that AppSync does not have, auth directives where they do nothing, `;`, `implements A, B`',
      'left out, with a warning that tells line and column, as published apps deploy so',
      'public-schema.ts',
    ],
    [
      '`extend type` in a schema',
      'is taken, though serverless-appsync-plugin’s authors found that AppSync has none',
      'schema.ts',
    ],
    [
      'more than 15,000 tokens',
      'status 200 with `Maximum char length exceeded`; only the text is documented',
      'document/documents.ts',
    ],
    [
      'texts of `QueryDepthLimitReached` and `ResolverExecutionLimitReached`',
      'ours; the types are documented',
      'execution/execution.ts',
    ],
    [
      'a request of more than 30 s',
      '`ExecutionTimeout`, `Execution timed out.`',
      'execution/execution.ts',
    ],
    [
      'more than five invalidations',
      '`BadRequestException` with a text of ours',
      'execution/execution.ts',
    ],
    ['a subscription over HTTP', '`UnsupportedOperation` with a text of ours', 'engine.ts'],
    [
      'an interface or union value without `__typename`',
      'null with an error whose text is ours',
      'execution/complete.ts',
    ],
    ['objects and lists for `String` on output', 'Java’s text, `{a=1}`', 'scalars/String.ts'],
    ['AWS scalars that are valid', 'pass unchanged, both ways', 'scalars/scalar.ts'],
    ['`Long`', 'works without a declaration', 'scalars/Long.ts'],
    [
      'AWSJSON in subscriptions',
      'not encoded a second time, though a client report says so',
      'execution/project-selection.ts',
    ],
    [
      'a mutation that answers data and errors',
      'is published; one that answers null is not',
      'execution/execution.ts',
    ],
    [
      'values the mutating caller may not see',
      'are null for every subscriber',
      'execution/execution.ts',
    ],
    [
      'a subscriber’s rights on the fields of an event',
      'all of its selection is checked when it starts',
      'subscription.ts',
    ],
    ['fields with resolvers inside an event', 'do not run again', 'execution/project-selection.ts'],
  ]),
  Authorization: from('local/auth/', [
    ['`Bearer` before a token', 'is accepted', 'tokens.ts'],
    ['`x-api-key` beside `Authorization`', 'the key decides', 'authenticator.ts'],
    [
      '`DefaultAction: DENY`',
      'a field without a directive is refused to everybody, also with several modes',
      'field-authorizer.ts',
    ],
    [
      '`AppIdClientRegex`',
      'must match the whole of `aud` (ID token) or `client_id` (access token)',
      'modes/AMAZON_COGNITO_USER_POOLS.ts',
    ],
    ['an expired token', '401, `Token has expired.`', 'refusals.ts'],
    [
      'a token with a wrong signature or audience',
      '401, `You are not authorized to make this call.`',
      'refusals.ts',
    ],
    [
      'a token of an issuer that the API does not know',
      '401, `Valid authorization header not provided.`',
      'authenticator.ts',
    ],
    [
      'a signature that does not hold',
      '401, `Permission denied`, as seen for subscriptions; over HTTP AppSync was also seen to answer 400 `BadRequestException`, 403 `InvalidSignatureException` and `UnrecognizedClientException`',
      'refusals.ts',
    ],
    [
      '`deniedFields` of a Lambda authorizer',
      'an `Unauthorized` error beside the null; the resolver does not run',
      'field-authorizer.ts',
    ],
    [
      'a Lambda authorizer and subscriptions',
      'is asked at the connection and again at each start',
      'modes/AWS_LAMBDA.ts',
    ],
    ['`IdentityValidationExpression`', 'may match a part of the token', 'modes/AWS_LAMBDA.ts'],
    [
      'IAM policies and fields below the root',
      'root fields alone are judged; a field that is not allowed answers as one whose directive refuses',
      'modes/AWS_IAM.ts',
    ],
    ['introspection fields', 'need credentials of any mode', 'field-authorizer.ts'],
    [
      '`username` of a client-credentials token',
      'its `sub`, which is the client id',
      'modes/AMAZON_COGNITO_USER_POOLS.ts',
    ],
  ]),
};
