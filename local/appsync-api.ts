import { createRuntime, evaluate, evaluateMappingTemplate } from './appsync-js/index.ts';
import type { Evaluation, Runtime } from './appsync-js/index.ts';
import type { GraphqlApi } from './assembly/model.ts';
import { introspectionSchema } from './graphql/index.ts';
import type { AppsyncServices, DescribedApi } from './services/appsync/index.ts';
import type { Clock } from './shared/clock.ts';
import { silentLog } from './shared/log.ts';

/** Evaluations after which a new realm takes the old one's place: a realm keeps all that it ever ran. */
const EVALUATIONS_OF_A_REALM = 200;

/** What the API of AppSync answers with: what EvaluateCode runs on is made when it is first asked. */
export function appsyncServices(apis: readonly GraphqlApi[], clock: Clock): AppsyncServices {
  let runtime: Runtime | null = null;
  let evaluations = 0;
  const current = (): Runtime => {
    if (evaluations % EVALUATIONS_OF_A_REALM === 0) runtime = null;
    evaluations += 1;
    return (runtime ??= createRuntime({ clock, log: silentLog }));
  };
  return {
    apis: apis.map(described),
    introspect: introspectionSchema,
    evaluateCode({ code, context, handler }) {
      const evaluation = evaluate({ code, context, handler, clock, runtime: current() });
      const { error, evaluationResult } = evaluation;
      const { message, codeErrors } = error ?? {};
      return {
        ...(error ? { error: { message, codeErrors } } : { evaluationResult }),
        ...common(evaluation),
      };
    },
    evaluateMappingTemplate({ template, context }) {
      const evaluation = evaluateMappingTemplate({ template, context, clock, runtime: current() });
      const { error, evaluationResult } = evaluation;
      return {
        ...(error ? { error: { message: error.message } } : { evaluationResult }),
        ...common(evaluation),
      };
    },
  };
}

const common = ({
  logs,
  stash,
  outErrors,
}: Pick<Evaluation, 'logs' | 'stash' | 'outErrors'>): object => ({
  logs,
  stash: JSON.stringify(stash),
  outErrors: JSON.stringify(outErrors),
});

const described = (api: GraphqlApi): DescribedApi => ({
  apiId: api.apiId,
  arn: api.arn,
  name: api.name,
  url: api.url,
  realtimeUrl: api.realtimeUrl,
  authenticationType: api.defaultAuth.type,
  schema: api.schema,
});
