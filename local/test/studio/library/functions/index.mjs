import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDBClient();

/** Answers a field without code: lends a book that nobody has. */
export async function lend({ arguments: { id, to } }) {
  console.log(`Lending ${id}`);
  const { Attributes: book } = await dynamodb.send(
    new UpdateItemCommand({
      TableName: process.env.TABLE,
      Key: { id: { S: id } },
      UpdateExpression: 'SET lentTo = :to',
      ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(lentTo)',
      ExpressionAttributeValues: { ':to': { S: to } },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return { id, title: book.title.S, author: book.author.S, lentTo: to };
}

/** Reads the table's stream; one title it never gets over. */
export async function label({ Records }) {
  for (const { dynamodb: change } of Records) {
    const title = change.NewImage?.title?.S;
    if (title === 'Unlabelled') throw new Error(`${title} fits on no label`);
  }
}

/** Lets members in, by what their token begins with. */
export async function authorize({ authorizationToken }) {
  return { isAuthorized: authorizationToken.startsWith('member-'), resolverContext: {} };
}
