import { createRequire } from 'node:module';
import type * as FastXmlParser from 'fast-xml-parser';
import type * as FastXmlValidator from 'fast-xml-validator';

/**
 * util.xml: a map of the document, or null for text that is not XML. Attributes are members like
 * elements; text beside them is `content`.
 */
export function parseXml(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  // Not below: a package that cannot be loaded is no fault of the text.
  const read = xmlReader();
  try {
    return read(text);
  } catch {
    // AWS's types give null for it; what the service answers is not known.
    return null;
  }
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Text as the value it is JSON of; `007`, `+5` and integers that would lose digits stay text. */
function valueOf(text: string): unknown {
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  const number = JSON_NUMBER.test(word) ? Number(word) : NaN;
  if (!Number.isFinite(number)) return text;
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}

/** @throws for text that is not XML */
type XmlReader = (text: string) => unknown;

let loaded: XmlReader | undefined;

/** Loads the parser when first used: few resolvers read XML. */
function xmlReader(): XmlReader {
  if (loaded !== undefined) return loaded;
  const require = createRequire(import.meta.url);
  const { XMLParser } = require('fast-xml-parser') as typeof FastXmlParser;
  const { SyntaxValidator } = require('fast-xml-validator') as typeof FastXmlValidator;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    textNodeName: 'content',
    parseTagValue: false,
    tagValueProcessor: (_, text) => valueOf(text),
    attributeValueProcessor: (_, text) => valueOf(text),
    // Numeric character references, which all XML has, come with this.
    // oxlint-disable-next-line typescript/no-deprecated -- its successor wants a decoder of another package
    htmlEntities: true,
    ignoreDeclaration: true,
  });
  loaded = (text) => {
    SyntaxValidator.validate(text);
    return parser.parse(text) as unknown;
  };
  return loaded;
}
