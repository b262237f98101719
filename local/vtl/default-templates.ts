/**
 * What AppSync does where a template is left out.
 * https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-lambda.html
 */
export const DEFAULT_TEMPLATES = {
  /** Of a Lambda data source: the function gets the whole context. */
  lambdaRequest: `{
  "version": "2018-05-29",
  "operation": "Invoke",
  "payload": {
    "arguments": $util.toJson($ctx.arguments),
    "identity": $util.toJson($ctx.identity),
    "source": $util.toJson($ctx.source),
    "request": $util.toJson($ctx.request),
    "prev": $util.toJson($ctx.prev),
    "info": {
      "selectionSetList": $util.toJson($ctx.info.selectionSetList),
      "selectionSetGraphQL": $util.toJson($ctx.info.selectionSetGraphQL),
      "fieldName": $util.toJson($ctx.info.fieldName),
      "parentTypeName": $util.toJson($ctx.info.parentTypeName),
      "variables": $util.toJson($ctx.info.variables)
    },
    "stash": $util.toJson($ctx.stash)
  }
}`,
  response: `#if($ctx.error)
$util.error($ctx.error.message, $ctx.error.type, $ctx.result)
#end
$util.toJson($ctx.result)`,
  /** Of a pipeline resolver, before and after its functions. */
  before: '{}',
  after: '$util.toJson($ctx.result)',
} as const;
