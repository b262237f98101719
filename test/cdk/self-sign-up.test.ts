import { beforeAll, describe, expect, it } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import { actions, templateOf, type StageTemplate } from '../support/template.ts';

let stack: StageTemplate;
beforeAll(() => {
  stack = templateOf({ ...stageOf('dev'), name: 'open', selfSignUp: true });
});

describe('a stage where people may make their own account', () => {
  it('runs record-sign-up before and after each sign-up, and may call it', () => {
    const [id] = stack.functionOf('record-sign-up');
    const arn = { 'Fn::GetAtt': [id, 'Arn'] };
    const [[, pool] = []] = stack.find('AWS::Cognito::UserPool');
    expect(pool?.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      LambdaConfig: { PreSignUp: arn, PostConfirmation: arn },
    });
    const callers = stack
      .find('AWS::Lambda::Permission')
      .filter(([, { Properties }]) => JSON.stringify(Properties['FunctionName']).includes(id))
      .map(([, { Properties }]) => Properties['Principal']);
    expect(callers.length).toBeGreaterThan(0);
    expect(new Set(callers)).toEqual(new Set(['cognito-idp.amazonaws.com']));
  });

  it('lets record-sign-up read and add records, and nothing else', () => {
    const allowed = stack.statementsOf('record-sign-up').flatMap(actions);
    expect(allowed.filter((action) => action.startsWith('dynamodb:')).toSorted()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    expect(allowed.filter((action) => action.startsWith('cognito-idp:'))).toEqual([]);
    expect(stack.variablesOf('record-sign-up')).not.toHaveProperty('USER_POOL_ID');
  });

  it('lets the app write what a sign-up needs', () => {
    const app = stack
      .find('AWS::Cognito::UserPoolClient')
      .find(([id]) => id.includes('AppClient'))?.[1];
    expect(app?.Properties['WriteAttributes']).toEqual(
      expect.arrayContaining(['email', 'family_name', 'given_name']),
    );
  });
});
