import { describe, expect, test } from 'vitest';
import { valueOf } from '../../support.ts';

const POSTS =
  '<?xml version="1.0" encoding="UTF-8"?>\n<posts>\n<post>\n  <id>1</id>\n  <title>Getting started with GraphQL</title>\n</post>\n</posts>';

/** The sample of AWS's documentation first; the others are what XML itself says, as far as it goes. */
const ROWS: readonly (readonly [xml: string, map: unknown])[] = [
  [POSTS, { posts: { post: { id: 1, title: 'Getting started with GraphQL' } } }],
  ['<a><b>1</b><b>two</b><c/></a>', { a: { b: [1, 'two'], c: '' } }],
  ['<a x="1" y="t">text</a>', { a: { x: 1, y: 't', content: 'text' } }],
  ['<n:a xmlns:n="urn:u"><n:b>1</n:b></n:a>', { 'n:a': { 'xmlns:n': 'urn:u', 'n:b': 1 } }],
  ['<a><![CDATA[<b>x</b>]]></a>', { a: '<b>x</b>' }],
  ['<a>&lt;&amp;&gt;&quot;&apos;&#233;&#xE9;</a>', { a: '<&>"\'éé' }],
  ['<!-- c --><a><!-- d --><b> 1 </b></a>', { a: { b: 1 } }],
  ['<a>é😀</a>', { a: 'é😀' }],
  ['<a><b>true</b><b>-1.5e3</b></a>', { a: { b: [true, -1500] } }],
  [
    '<a><b>007</b><b>0x1F</b><b>+5</b><b>12345678901234567890</b></a>',
    { a: { b: ['007', '0x1F', '+5', '12345678901234567890'] } },
  ],
  ['not xml', null],
  ['<a></b>', null],
  ['', null],
];

describe('util.xml', () => {
  test.each(ROWS)('toMap(%j)', (xml, map) => {
    expect(valueOf('util.xml.toMap(ctx.args.xml)', { arguments: { xml } })).toEqual(map);
  });

  test('toJsonString: the map as JSON, and that as a string of JSON', () => {
    expect(
      valueOf(
        '[util.xml.toJsonString("<a><id>1</id></a>"), util.xml.toJsonString("<a><id>1</id></a>", true)]',
      ),
    ).toEqual(['{"a":{"id":1}}', '"{\\"a\\":{\\"id\\":1}}"']);
  });
});
