import { describe, expect, test } from 'vitest';
import { evaluated, printed } from './evaluate.ts';

const ARGUMENTS = { id: '1', none: null, list: [1, 'two', { three: 3 }], map: { a: 1, b: 2 } };

/** What Velocity prints: https://velocity.apache.org/engine/1.7/user-guide.html, vtl-reference.html */
const PRINTED: readonly (readonly [template: string, text: string])[] = [
  // References
  ['$ctx.args.id ${ctx.args.id} ${context.arguments.id}x', '1 1 1x'],
  ['$foo $!foo. ${foo} $!{foo}. $foo.bar()', '$foo . ${foo} . $foo.bar()'],
  ['"$ctx.args.none" "$!ctx.args.none"', '"$ctx.args.none" ""'],
  ['$ctx.args["id"] $ctx.args.map["b"] $ctx.args.list[2].three $ctx.args.list.get(0)', '1 2 3 1'],
  ['cost $5.00 and $ and # and #1', 'cost $5.00 and $ and # and #1'],
  ['$ctx.args.id.class $ctx.class', '$ctx.args.id.class $ctx.class'],
  ['$ctx.args.map $ctx.args.list', '{a=1, b=2} [1, two, {three=3}]'],
  // #set
  ['#set($a = "x")#set($b = \'$a\')#set($c = "$a:${a}y")$a $b $c', 'x $a x:xy'],
  ['#set($l = ["a", 1, {"k": [2.5, true]}, [[]]])$l', '[a, 1, {k=[2.5, true]}, [[]]]'],
  ['#set($m = {})#set($m.x = 1)#set($m["y"] = [])#set($m.z = $nothing)$m', '{x=1, y=[], z=null}'],
  ['#set($l = [1, 2])#set($l[0] = "x")$l', '[x, 2]'],
  ['#set($k = "q")#set($m = {"$k": 1})$m', '{q=1}'],
  ['#set($x = 1 + 2 * 3)$x #set($y = 7 % 4 - 10)$y #set($z = ($x + 1) * 2)$z', '7 -7 16'],
  ['#set($x = 7 / 2)$x #set($y = -7 / 2)$y #set($z = 7.0 / 2)$z #set($n = 1 / 0)$n', '3 -3 3.5 $n'],
  ['#set($x = "a" + 1)$x #set($y = 1 + "b")$y #set($z = 1 + $nothing)$z', 'a1 1b $z'],
  ['#set($x = true && !false)$x #set($y = $nothing || false)$y', 'true false'],
  ['#set($x = "#if(true)yes#{else}no#end")$x', 'yes'],
  ['#set($x = "USER#$ctx.args.id")#set($y = "#$x :$x")$x $y', 'USER#1 #USER#1 :USER#1'],
  ['line one\n#set($x = 1)\nline two', 'line one\nline two'],
  // Conditions: only false and null are not true
  ['#if(0)a#end#if("")b#end#if([])c#end#if($nothing)d#end#if(false)e#end', 'abc'],
  ['#if($nothing)1#elseif($ctx.args.id == "1")2#{else}3#end', '2'],
  ['#if(1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3 && 1 != 2)y#end', 'y'],
  ['#if(1 lt 2 and not (2 gt 3) or false)y#end#if(1 eq 1 and 1 ne 2)z#end', 'yz'],
  ['#if($ctx.args.id == 1)same#end#if($nothing == $ctx.args.none)null#end', 'samenull'],
  ['#if("a" < "b")y#{else}not compared#end', 'not compared'],
  ['#set($l = [1, "two", {"three": 3}])#if($ctx.args.list == $l)equal#end', 'equal'],
  // #foreach
  ['#foreach($x in $ctx.args.list)$x#if($foreach.hasNext), #end#end', '1, two, {three=3}'],
  ['#foreach($e in $ctx.args.map.entrySet())$e.key=$e.value;#end', 'a=1;b=2;'],
  ['#foreach($v in $ctx.args.map)$v#end#foreach($x in $nothing)x#end', '12'],
  ['#foreach($i in [1..3])$i$foreach.index$foreach.count$velocityCount #end', '1011 2122 3233 '],
  ['#foreach($i in [3..1])$i#end#foreach($i in [1..5])#if($i == 3)#break#end$i#end', '32112'],
  ['#foreach($i in [1..2])#foreach($j in [1..2])$foreach.parent.count$j #end#end', '11 12 21 22 '],
  ['#set($x = "kept")#foreach($x in [1])$x#end $x', '1 kept'],
  ['#foreach($i in [1..3])$i#if($foreach.hasNext()),#end#end', '1,2,3'],
  ['#foreach($i in [1..2])$foreach.first$foreach.last #end', 'truefalse falsetrue '],
  // Everything else
  ['a ## gone\nb #* gone\n too *#c', 'a b c'],
  ['#[[ $raw #if ]]#', ' $raw #if '],
  ['#macro(twice $a)$a$a#end#twice("x") #twice($ctx.args.id)', 'xx 11'],
  ['#unknown(1) #unknown', '#unknown(1) #unknown'],
  ['\\$ctx.args.id', '$ctx.args.id'],
  ['#{if}(true)a#{end}b', 'ab'],
];

describe('mapping template: what is printed', () => {
  test.each(PRINTED)('%j: %j', (template, text) => {
    expect(printed(template, { arguments: ARGUMENTS })).toBe(text);
  });

  // https://docs.aws.amazon.com/general/latest/gr/appsync.html
  test('#foreach: ends after 1,000 iterations, as Velocity does at its limit', () => {
    expect(printed('#foreach($i in [1..1500])#set($last = $i)#end$last')).toBe('1000');
  });
});

// https://docs.aws.amazon.com/appsync/latest/devguide/aws-appsync-directives.html
describe('mapping template: #return', () => {
  test.each([
    ['#return({"a": 1})\nnever', '{"a":1}'],
    ['#return({ "a": [ { "b": "{ c }" } ] })', '{"a":[{"b":"{ c }"}]}'],
    ['#if(true)\n  #return\n#end\nnever', 'null'],
    ['#return($util.toJson({"a": 1}))', '{"a":1}'],
    ['#foreach($i in [1..3])#if($i == 2)#return($i)#end#end', '2'],
    ['#macro(leave)#return("from within")#end#leave()never', '"from within"'],
  ])('%j: %j', (template, text) => {
    expect(printed(template)).toBe(text);
  });
});

/** As recorded from AWS: https://github.com/sam-goodwin/functionless/issues/230 */
describe('mapping template: what is no Velocity', () => {
  test.each([
    ['{\n  "a": 1,\n  #set($x = )\n}', 'Encountered ")" at velocity[line 3, column'],
    ['#if($ctx.args.id)\n{}', 'Encountered "<EOF>" at velocity[line 2, column 3]'],
    ['{}\n#end', 'Encountered "#end" at velocity[line 2, column 1]'],
    ['#parse("other.vtl")', '#parse at velocity[line 1, column 1] does not run'],
  ])('%j: evaluation fails with %j', (template, message) => {
    expect(evaluated(template)).toMatchObject({
      evaluationResult: '',
      error: { type: 'MappingTemplate', message: expect.stringContaining(message) },
    });
  });

  test('a template that is no Velocity behind a comment and a text that look like blocks: it is one', () => {
    expect(printed('## #if(\n#* #foreach( *##set($x = "ok")$x')).toBe('ok');
  });

  test('time: a template that runs too long ends', () => {
    const loop = '#foreach($x in [1..1000])';
    const { error } = evaluated(`${loop}${loop}${loop}#set($y = $x)#end#end#end`);
    expect(error?.message).toMatch(/longer than 2 s/);
  });

  test('memory: a template that doubles a text without end stops', () => {
    const { error } = evaluated(
      '#set($t = "xxxxxxxxxxxxxxxx")#foreach($i in [1..60])#set($t = $t + $t)#end',
    );
    expect(error?.message).toMatch(/more than/);
  });
});
