import { expect, test } from 'vitest';
import { printed } from './evaluate.ts';

const steps: readonly (readonly [about: string, template: string, entries: object])[] = [
  [
    'maps and properties',
    `#set( $myMap = { "id": $context.arguments.id, "upperMeta": "$context.arguments.meta.toUpperCase()" } )
     #set($myMap.arrProperty = ["Write", "Some", "GraphQL"])
     #set($myMap.jsonProperty = { "AppSync": "Offline and Realtime" })`,
    {
      id: '123',
      upperMeta: 'TESTING',
      arrProperty: ['Write', 'Some', 'GraphQL'],
      jsonProperty: { AppSync: 'Offline and Realtime' },
    },
  ],
  [
    'a part of a text',
    `#set($bigstring = "This is a long string, I want to pull out everything after the comma")
     #set ($comma = $bigstring.indexOf(','))
     #set ($comma = $comma +2)
     #set ($substring = $bigstring.substring($comma))
     $util.qr($myMap.put("substring", "\${substring}"))`,
    { substring: 'I want to pull out everything after the comma' },
  ],
  [
    'a loop over a range',
    `#set($start = 0)
     #set($end = 5)
     #set($range = [$start..$end])
     #foreach($i in $range)
       $util.qr($myMap.put($i, "\${i}foo"))     ##Reference a variable in a string with "\${varname)"
     #end`,
    { 0: '0foo', 1: '1foo', 2: '2foo', 3: '3foo', 4: '4foo', 5: '5foo' },
  ],
  [
    'operators',
    `#set($x = 5)
     #set($y = 7)
     #set($x-y = $x - $y)
     #set($xDIVy = $x / $y)
     #set($xMODy = $x % $y)
     $util.qr($myMap.put("x-y", $x-y))
     $util.qr($myMap.put("x/y", $xDIVy))
     $util.qr($myMap.put("x|y", $xMODy))`,
    { 'x-y': -2, 'x/y': 0, 'x|y': 5 },
  ],
  [
    'lists',
    `#set($array = ["first"])
     #set($idx = 0)
     $util.qr($myMap.put("array", $array[$idx]))
     $util.qr($myMap.put("isEmpty", $array.isEmpty()))
     $util.qr($myMap.put("set", $array.set(0, 'changing array value')))
     $util.qr($myMap.put("get", $array.get(0)))`,
    { array: 'first', isEmpty: false, set: 'first', get: 'changing array value' },
  ],
  [
    'conditions',
    `#set($arr2 = [42, "a string", 21, "test"])
     #if ($arr2.size() == 0)
       $util.qr($myMap.put("check", "You forgot to put anything into this array!"))
     #elseif ($arr2.size() == 1)
       $util.qr($myMap.put("check", "Good start but please add more stuff"))
     #else
       $util.qr($myMap.put("check", "Good job!"))
     #end`,
    { check: 'Good job!' },
  ],
  [
    'the count of a loop',
    `#foreach ($item in [42, "a string"])
       #set($idx = "item" + $foreach.count)
       $util.qr($myMap.put($idx, $item))
     #end`,
    { item1: 42, item2: 'a string' },
  ],
  [
    'a loop that is left',
    `#set($hashmap = { "DynamoDB": "a", "Amplify": "b", "DynamoDB2": "c" })
     #foreach ($key in $hashmap.keySet())
       #if($foreach.count > 2)
         #break
       #end
       $util.qr($myMap.put($key, $hashmap.get($key)))
     #end`,
    { DynamoDB: 'a', Amplify: 'b' },
  ],
  [
    'texts joined',
    `#set($s1 = "Hello")
     #set($s2 = " World")
     $util.qr($myMap.put("concat","$s1$s2"))
     $util.qr($myMap.put("concat2","Second $s1 World"))`,
    { concat: 'Hello World', concat2: 'Second Hello World' },
  ],
];

// https://docs.aws.amazon.com/appsync/latest/devguide/resolver-mapping-template-reference-programming-guide.html
test.each(steps)('programming guide, %s: what it says', (_about, template, entries) => {
  const request = `#set( $myMap = {} )\n${template}\n{\n"payload": $util.toJson($myMap)\n}`;
  const context = { arguments: { id: '123', meta: 'testing' } };
  expect(JSON.parse(printed(request, context))).toEqual({ payload: entries });
});

test('programming guide, methods in quiet references: what they return is printed', () => {
  const template = `#set ($myMap = {})#set ($myList = [])
$!{myMap.put("id", "first value")}
$!{myMap.put("id", "another value")}
$!{myList.add("something")}`;
  expect(printed(template)).toBe('\nfirst value\ntrue');
});
