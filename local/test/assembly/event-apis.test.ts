import { Stack } from 'aws-cdk-lib';
import * as appsync from 'aws-cdk-lib/aws-appsync';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import { appOf } from './synthesize-app.ts';

const { API_KEY, IAM } = appsync.AppSyncAuthorizationType;
const CODE = lambda.Code.fromInline('exports.handler = async () => 1;');

function addApi(stack: Stack, name = 'Events'): appsync.EventApi {
  return new appsync.EventApi(stack, name, {
    apiName: name,
    authorizationConfig: {
      authProviders: [{ authorizationType: API_KEY }, { authorizationType: IAM }],
      defaultSubscribeAuthModeTypes: [IAM],
    },
  });
}

describe('EventApi', () => {
  test('an API: has its namespaces, each with the modes that it does not name itself', () => {
    const app = appOf((root) => {
      const api = addApi(new Stack(root, 'S'));
      api.addChannelNamespace('news');
      api.addChannelNamespace('quiet', { authorizationConfig: { publishAuthModeTypes: [IAM] } });
    });
    const [api] = app.eventApis;
    expect(app.unsupported).toEqual([]);
    expect(api).toMatchObject({
      name: 'Events',
      path: '/event',
      connectionAuthModes: ['API_KEY', 'AWS_IAM'],
      apiKeys: [{ key: expect.stringMatching(/^da2-/) }],
    });
    expect(
      api?.channelNamespaces.map((one) => [one.name, one.publishAuthModes, one.subscribeAuthModes]),
    ).toEqual([
      ['news', ['API_KEY', 'AWS_IAM'], ['AWS_IAM']],
      ['quiet', ['AWS_IAM'], ['AWS_IAM']],
    ]);
  });

  test('its hosts: are those of AWS, for which outputs have paths of this machine', () => {
    const app = appOf((root) => {
      const stack = new Stack(root, 'S');
      const [first, second] = [addApi(stack), addApi(stack, 'Second')];
      new lambda.Function(stack, 'Fn', {
        runtime: lambda.Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: CODE,
        environment: { HTTP: first.httpDns, REALTIME: first.realtimeDns, ARN: first.apiArn },
      });
      stack.exportValue(`https://${first.httpDns}/event`, { name: 'First' });
      stack.exportValue(`wss://${second.realtimeDns}/event/realtime`, { name: 'Second' });
    });
    const [first, second] = app.eventApis;
    expect(app.functions[0]?.environment).toEqual({
      HTTP: `${first?.apiId}.appsync-api.us-east-1.amazonaws.com`,
      REALTIME: `${first?.apiId}.appsync-realtime-api.us-east-1.amazonaws.com`,
      ARN: first?.arn,
    });
    expect(Object.values(app.outputs).toSorted()).toEqual([
      expect.stringMatching(/^http:\/\/[^/]+\/event$/),
      expect.stringMatching(new RegExp(`^ws://[^/]+/${second?.apiId}/event/realtime$`)),
    ]);
  });

  test('a namespace on a data source that is not there: is a mistake of the app', () => {
    expect(() =>
      appOf((root) => {
        const stack = new Stack(root, 'S');
        const api = addApi(stack);
        const Integration = { DataSourceName: 'Lost' };
        new appsync.CfnChannelNamespace(stack, 'News', {
          apiId: api.apiId,
          name: 'news',
        }).addPropertyOverride('HandlerConfigs.OnPublish', { Behavior: 'DIRECT', Integration });
      }),
    ).toThrow(/S\.News uses the data source Lost, which the Event API Events does not have/);
  });

  test('two namespaces of one name: are a mistake of the app', () => {
    expect(() =>
      appOf((root) => {
        const api = addApi(new Stack(root, 'S'));
        api.addChannelNamespace('news');
        api.addChannelNamespace('again', { channelNamespaceName: 'news' });
      }),
    ).toThrow(/are both the channel namespace news/);
  });
});
