import { createRequire } from 'node:module';
import type * as FastXmlParser from 'fast-xml-parser';
import type * as FastXmlValidator from 'fast-xml-validator';

/** util.xml: a map of the document, or null for text that is not XML. */
export function parseXml(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    return xmlReader()(text);
  } catch {
    // AWS's types give null for it; what the service answers is not known.
    return null;
  }
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
    parseTagValue: true,
    ignoreDeclaration: true,
  });
  loaded = (text) => {
    SyntaxValidator.validate(text);
    return parser.parse(text) as unknown;
  };
  return loaded;
}
