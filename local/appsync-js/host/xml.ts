import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: 'content',
  parseTagValue: true,
  ignoreDeclaration: true,
});

/** util.xml: a map of the document, or null for text that is not XML. */
export function parseXml(text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    SyntaxValidator.validate(text);
    return parser.parse(text) as unknown;
  } catch {
    // AWS's types give null for it; what the service answers is not known.
    return null;
  }
}
