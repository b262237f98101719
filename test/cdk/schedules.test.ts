import { describe, expect, it } from 'vitest';
import { stageOf } from '../../cdk/stages.ts';
import { FUNCTIONS, templateOf, type StageTemplate } from '../support/template.ts';

const schedulesIn = (stage: StageTemplate) =>
  stage.find('AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);

describe('the schedule of reminders', () => {
  const schedulesOf = (invitations: object) =>
    templateOf({
      ...stageOf('dev'),
      invitations: { ...stageOf('dev').invitations, ...invitations },
    });

  it('runs remind-invited once a day at the hour of the stage, by a role that may invoke it alone', () => {
    const stage = schedulesOf({
      language: 'de',
      mails: { invitation: { subject: 'Hallo', text: 'Als {username} mit {####}' } },
      reminder: { daysBefore: 3, hour: 7, timeZone: 'Europe/Berlin' },
    });
    const [id] = stage.functionOf('remind-invited');
    const roles = stage.find('AWS::IAM::Role').map(([role]) => role);
    const roleId = roles.find((role) => role.startsWith('Schedulesremindinvited')) ?? '';
    const arn = { 'Fn::GetAtt': [id, 'Arn'] };
    expect(schedulesIn(stage)).toContainEqual(
      expect.objectContaining({
        ScheduleExpression: 'cron(0 7 * * ? *)',
        ScheduleExpressionTimezone: 'Europe/Berlin',
        Target: expect.objectContaining({
          Arn: arn,
          RoleArn: { 'Fn::GetAtt': [roleId, 'Arn'] },
          Input: '{}',
        }) as unknown,
      }),
    );
    expect(stage.statements(roleId)).toEqual([
      { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: arn },
    ]);
    const told = JSON.parse(String(stage.variablesOf('remind-invited')['REMINDER'])) as unknown;
    expect(told).toMatchObject({
      daysBefore: 3,
      language: 'de',
      mails: { invitation: { subject: 'Hallo' } },
    });
    stage.template.hasResourceProperties('AWS::Cognito::UserPool', {
      AdminCreateUserConfig: {
        InviteMessageTemplate: { EmailSubject: 'Hallo', EmailMessage: 'Als {username} mit {####}' },
      },
    });
  });

  it('is not there where nobody is reminded, nor its function', () => {
    const stage = schedulesOf({ reminder: null });
    // That of count-people is left.
    expect(schedulesIn(stage)).toHaveLength(1);
    stage.template.resourceCountIs('AWS::Lambda::Function', FUNCTIONS.length - 1);
  });
});
