import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support.ts';

/** The samples of AWS's type definitions, and the request forms those declare. */
describe('@aws-appsync/utils/ai', () => {
  test('invokeModel: the payload as an InvokeModel request', () => {
    expect(
      valueOf(
        'ai.invokeModel({ modelId: "m", body: { inputText: "Hello" }, guardrailIdentifier: "g", guardrailVersion: "1" })',
      ),
    ).toEqual({
      operation: 'InvokeModel',
      modelId: 'm',
      body: { inputText: 'Hello' },
      guardrailIdentifier: 'g',
      guardrailVersion: '1',
    });
  });

  test('converse: the payload as a Converse request', () => {
    const messages = [{ role: 'user', content: [{ text: 'Hello' }] }];
    expect(
      valueOf('ai.converse({ modelId: "m", messages: ctx.args.messages })', {
        arguments: { messages },
      }),
    ).toEqual({ operation: 'Converse', modelId: 'm', messages });
  });
});
