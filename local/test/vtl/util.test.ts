import { describe, expect, test } from 'vitest';
import { evaluated, printed } from './evaluate.ts';

const FILTER = { title: { beginsWith: 'far away' } };
const ROWS = {
  sqlStatementResults: [
    {
      records: [[{ stringValue: 'Mark Twain' }, { stringValue: '978-1948132817' }]],
      columnMetadata: [{ label: 'author' }, { label: 'ISBN-13' }],
    },
  ],
};
const CONTEXT = {
  arguments: { id: '1', none: null, filter: FILTER, blank: ' ', empty: '' },
  result: JSON.stringify(ROWS),
};

/** The examples of AWS's utility reference: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-util-reference.html */
const JSONS: readonly (readonly [template: string, value: unknown])[] = [
  // utility-helpers-in-util
  ['$util.toJson($ctx.args.filter)', FILTER],
  ['$util.toJson($nothing)', null],
  ['$util.toJson($util.parseJson("[1, 2]").size())', 2],
  ['"$util.urlEncode("a b&c")"', 'a+b%26c'],
  ['"$util.urlDecode("a+b%26c")"', 'a b&c'],
  ['"$util.base64Encode("AppSync")"', 'QXBwU3luYw=='],
  ['"$util.base64Decode("QXBwU3luYw==")"', 'AppSync'],
  ['[$util.isNull($nothing), $util.isNull($ctx.args.none), $util.isNull("")]', [true, true, false]],
  ['[$util.isNullOrEmpty($ctx.args.empty), $util.isNullOrEmpty($ctx.args.blank)]', [true, false]],
  ['[$util.isNullOrBlank($ctx.args.blank), $util.isNullOrBlank("a")]', [true, false]],
  ['"$util.defaultIfNull($ctx.args.none, "d") $util.defaultIfNull("v", "d")"', 'd v'],
  [
    '"$util.defaultIfNullOrEmpty($ctx.args.empty, "d")$util.defaultIfNullOrBlank($ctx.args.blank, "e")"',
    'de',
  ],
  [
    '"$util.typeOf($nothing)$util.typeOf(1)$util.typeOf("a")$util.typeOf({})$util.typeOf([])$util.typeOf(true)"',
    'NullNumberStringMapListBoolean',
  ],
  [
    '[$util.isString("a"), $util.isNumber(1), $util.isBoolean(false), $util.isList([]), $util.isMap({}), $util.isMap([])]',
    [true, true, true, true, true, false],
  ],
  ['[$util.matches("a*b", "aaaaab"), $util.matches("a*b", "b c")]', [true, false]],
  ['"$util.authType()"', 'API Key Authorization'],
  ['"$utils.autoId().length() $util.autoUlid().length() $util.autoKsuid().length()"', '36 26 27'],
  [
    '$util.qr($ctx.args.put("x", 1))$utils.quiet($ctx.args.put("y", 2)) [$ctx.args.x, $ctx.args.y]',
    [1, 2],
  ],
  ['$util.validate($ctx.args.id, "never")true', true],
  // list-helpers-in-util-list, utility-helpers-in-map
  ['$util.toJson($util.list.copyAndRetainAll([1, 2, 3], [3, 1]))', [1, 3]],
  ['$util.toJson($util.list.copyAndRemoveAll(["a", "b"], ["b", "c"]))', ['a']],
  [
    '$util.toJson($util.list.sortList([{"description":"youngest", "age":5},{"description":"middle", "age":45}, {"description":"oldest", "age":85}], false, "description"))',
    [
      { description: 'middle', age: 45 },
      { description: 'oldest', age: 85 },
      { description: 'youngest', age: 5 },
    ],
  ],
  ['$util.toJson($util.list.sortList([1, 3, 2], true, "any"))', [3, 2, 1]],
  ['$util.toJson($util.list.sortList([1, "a"], false, "any"))', [1, 'a']],
  ['$util.toJson($util.map.copyAndRetainAllKeys({"a": 1, "b": 2}, ["a", "c"]))', { a: 1 }],
  ['$util.toJson($util.map.copyAndRemoveAllKeys({"a": 1, "b": 2}, ["a"]))', { b: 2 }],
  // dynamodb-helpers-in-util-dynamodb
  ['$util.dynamodb.toDynamoDBJson("foo")', { S: 'foo' }],
  [
    '$util.toJson($util.dynamodb.toDynamoDB([ "foo", 123, { "bar" : "baz" } ]))',
    { L: [{ S: 'foo' }, { N: 123 }, { M: { bar: { S: 'baz' } } }] },
  ],
  ['$util.dynamodb.toStringJson("foo")', { S: 'foo' }],
  ['$util.dynamodb.toStringSetJson([ "foo", "bar", "baz" ])', { SS: ['foo', 'bar', 'baz'] }],
  ['$util.dynamodb.toNumberJson(12345)', { N: 12345 }],
  ['$util.dynamodb.toNumberSetJson([ 1, 23, 4.56 ])', { NS: [1, 23, 4.56] }],
  ['$util.dynamodb.toBinaryJson("foo")', { B: 'foo' }],
  ['$util.dynamodb.toBinarySetJson([ "foo", "bar", "baz" ])', { BS: ['foo', 'bar', 'baz'] }],
  ['$util.dynamodb.toListJson([ "foo", 123 ])', { L: [{ S: 'foo' }, { N: 123 }] }],
  [
    '$util.dynamodb.toS3ObjectJson("foo", "bar", "baz")',
    { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz"}}' },
  ],
  ['$util.dynamodb.toBooleanJson(true)', { BOOL: true }],
  ['$util.dynamodb.toNullJson()', { NULL: null }],
  ['$util.dynamodb.toMapJson({ "foo": "bar" })', { M: { foo: { S: 'bar' } } }],
  ['$util.toJson($util.dynamodb.toMap($ctx.args.filter).get("M").keySet())', ['title']],
  [
    '$util.dynamodb.toMapValuesJson({ "foo": "bar", "baz" : 1234, "beep": [ "boop"] })',
    { foo: { S: 'bar' }, baz: { N: 1234 }, beep: { L: [{ S: 'boop' }] } },
  ],
  // transformation-helpers-in-util-transform
  [
    '$util.transform.toDynamoDBFilterExpression($ctx.args.filter)',
    {
      expression: '(begins_with(#title,:title_beginsWith))',
      expressionNames: { '#title': 'title' },
      expressionValues: { ':title_beginsWith': { S: 'far away' } },
    },
  ],
  // rds-helpers-in-util-rds, str-helpers-in-util-str, math-helpers-in-util-math, time-helpers-in-util-time, xml
  [
    '$util.rds.toJsonString($ctx.result)',
    [[{ author: 'Mark Twain', 'ISBN-13': '978-1948132817' }]],
  ],
  ['$util.toJson($util.rds.toJsonObject($ctx.result)[0][0].author)', 'Mark Twain'],
  [
    '"$util.str.toUpper("hello") $util.str.toLower("HELLO") $util.str.toReplace("hello world", "hello", "mellow")"',
    'HELLO hello mellow world',
  ],
  ['[$util.math.roundNum(10.5), $util.math.minVal(1, 2), $util.math.maxVal(1, 2)]', [11, 1, 2]],
  [
    '[$util.time.parseISO8601ToEpochMilliSeconds("2018-02-01T17:21:05.180+08:00"), $util.time.epochMilliSecondsToSeconds(1517943695750)]',
    [1517476865180, 1517943695],
  ],
  ['$util.toJson($util.xml.toMap("<posts><post>1</post></posts>"))', { posts: { post: 1 } }],
  ['$util.toJson($util.http.copyHeaders($ctx.request.headers))', { cookie: 'a' }],
];

describe('$util: what its reference says', () => {
  test.each(JSONS)('%s: %j', (template, value) => {
    const request = { headers: { cookie: 'a', host: 'b' }, domainName: null };
    expect(JSON.parse(printed(template, { ...structuredClone(CONTEXT), request }))).toEqual(value);
  });

  test('$util.error: message, type, data and info; nothing is printed', () => {
    expect(evaluated('$util.error("no", "Refused", {"a": 1}, {"b": 2})')).toMatchObject({
      evaluationResult: '',
      error: { message: 'no', type: 'Refused', data: { a: 1 }, info: { b: 2 } },
    });
  });

  test('$util.appendError: goes on', () => {
    expect(evaluated('$util.appendError("first", "Type")"rest"')).toMatchObject({
      evaluationResult: '"rest"',
      error: null,
      outErrors: [{ message: 'first', errorType: 'Type' }],
    });
  });

  test('$util.unauthorized, $util.validate: end the template', () => {
    expect(evaluated('$util.unauthorized()').error).toMatchObject({ message: 'Unauthorized' });
    expect(evaluated('$util.validate(false, "bad", "Own")').error).toMatchObject({ type: 'Own' });
    expect(evaluated('$util.validate(false, "bad")').error).toMatchObject({
      message: 'bad',
      type: 'CustomTemplateException',
    });
  });

  test('$util.log: fills each {} with the next value', () => {
    const { logs } = evaluated(
      '$util.log.info("a {} c {}", "b", {"d": 1})$util.log.debug([1])$util.log.error("e")',
    );
    expect(logs).toEqual(['INFO - a b c {d=1}', 'INFO - [1]', 'ERROR - e']);
  });

  test('$extensions, $util.http.addResponseHeader: what they ask for is told', () => {
    const template = `$extensions.setSubscriptionFilter({"filterGroup": [{"filters": [{"fieldName": "a", "operator": "eq", "value": 1}]}]})
$util.http.addResponseHeader("x-own", "1")`;
    expect(evaluated(template).effects).toMatchObject({
      subscriptionFilter: { filterGroup: [{ filters: [{ fieldName: 'a' }] }] },
      responseHeaders: { 'x-own': '1' },
    });
  });

  test('$ctx.stash: what a template puts there is told', () => {
    const { stash } = evaluated('$util.qr($ctx.stash.put("a", {"b": 1}))#set($ctx.stash.c = 2)', {
      stash: { before: true },
    });
    expect(stash).toEqual({ before: true, a: { b: 1 }, c: 2 });
  });
});
