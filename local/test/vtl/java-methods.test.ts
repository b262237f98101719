import { describe, expect, test } from 'vitest';
import { evaluated, printed } from './evaluate.ts';

/** https://docs.oracle.com/javase/8/docs/api/java/lang/String.html, java/util/List.html, java/util/Map.html */
const PRINTED: readonly (readonly [expression: string, text: string])[] = [
  ['$t.length() $t.isEmpty() $t.charAt(1)', '9 false b'],
  ['$t.substring(2) $t.substring(1, 3)', 'c,abc,, bc'],
  ['$t.indexOf("abc") $t.indexOf("abc", 1) $t.lastIndexOf("abc") $t.indexOf("x")', '0 4 4 -1'],
  ['$t.contains("c,a") $t.startsWith("abc") $t.endsWith("x")', 'true true false'],
  [
    '$t.replace("abc", "x") $t.replaceAll("[a-b]", "x") $t.replaceFirst("(a)(b)", "$2$1")',
    'x,x,, xxc,xxc,, bac,abc,,',
  ],
  ['$t.split(",") $t.split(",").size() $t.split(",", 2)', '[abc, abc] 2 [abc, abc,,]'],
  ['$t.split("")', '[a, b, c, ,, a, b, c, ,, ,]'],
  ['$t.toUpperCase().toLowerCase().concat("!") $t.matches("[abc,]+")', 'abc,abc,,! true'],
  ['$t.equals("abc") $t.equalsIgnoreCase("ABC,ABC,,") $t.compareTo("b")', 'false true -1'],
  ['$blank.trim().isEmpty() $blank.isBlank()', 'true true'],
  [
    '$l.size() $l.isEmpty() $l.empty $l.contains(2) $l.contains({"a": 1}) $l.indexOf("x")',
    '3 false false true true -1',
  ],
  [
    '$l.add("n") $l.add(0, "first")$l $l.remove(0) $l.remove("n") $l',
    'true $l.add(0, "first")[first, 1, 2, {a=1}, n] first true [1, 2, {a=1}]',
  ],
  [
    '$l.addAll([7, 8]) $l.removeAll([1, 7]) $l $l.retainAll([2]) $l',
    'true true [2, {a=1}, 8] true [2]',
  ],
  ['$l.set(0, "s") $l.get(0) $l.subList(0, 2) $l.containsAll([2, "s"])', '1 s [s, 2] true'],
  ['#set($it = $l.iterator())$it.hasNext() $it.next() $it.next()', 'true 1 2'],
  [
    '$m.size() $m.isEmpty() $m.get("a") $m.containsKey("a") $m.containsKey("z") $m.containsValue(2)',
    '2 false 1 true false true',
  ],
  ['$m.keySet() $m.values() $m.entrySet() $m.getOrDefault("z", 9)', '[a, b] [1, 2] [a=1, b=2] 9'],
  ['$m.put("a", 5) $m.a $m.remove("a") $m', '1 5 5 {b=2}'],
  ['$util.qr($m.putAll({"c": 3}))$m.putIfAbsent("a", 9) $m', '1 {a=1, b=2, c=3}'],
  ['$m.entrySet().iterator().next().getValue() $m.toString()', '1 {a=1, b=2}'],
  [
    '#set($Integer = 0)$Integer.parseInt("12") $n.intValue() $n.toString().length() $n.equals(2.5)',
    '12 2 3 true',
  ],
  [
    '$m.get("__proto__") $m.get("toString") $m.constructor $t.constructor',
    '$m.get("__proto__") $m.get("toString") $m.constructor $t.constructor',
  ],
  ['$util.qr($m.put("__proto__", {"x": 1}))$m.x $m.get("__proto__")', '$m.x {x=1}'],
];

const context = () => ({
  arguments: { t: 'abc,abc,,', blank: ' ', l: [1, 2, { a: 1 }], m: { a: 1, b: 2 }, n: 2.5 },
});
const VARIABLES =
  '#set($t = $ctx.args.t)#set($blank = $ctx.args.blank)#set($l = $ctx.args.l)#set($m = $ctx.args.m)#set($n = $ctx.args.n)';

describe('mapping template: methods of texts, numbers, lists and maps', () => {
  test.each(PRINTED)('%s: %s', (expression, text) => {
    expect(printed(VARIABLES + expression, context())).toBe(text);
  });

  /** As recorded from AWS: https://github.com/aws-amplify/amplify-cli/issues/3025 */
  test.each([
    ['$l.get(9)', "'get(java.lang.Integer)' in java.util.ArrayList"],
    ['$l[9]', "'get(java.lang.Integer)' in java.util.ArrayList"],
    ['$t.substring(99)', "'substring(java.lang.Integer)' in java.lang.String"],
    ['$t.concat($nothing)', "'concat(null)' in java.lang.String"],
  ])('%s: fails as AWS tells it', (expression, words) => {
    expect(evaluated(`${VARIABLES}\n\n${expression}`, context()).error).toMatchObject({
      type: 'MappingTemplate',
      message: `Error invoking method ${words} at velocity[line 3, column 1]`,
    });
  });
});
