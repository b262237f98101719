import { XMLParser, XMLValidator } from 'fast-xml-parser';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  textNodeName: 'content',
  parseTagValue: true,
  ignoreDeclaration: true,
});

/** util.xml: a map of the document, or null for text that is not XML. */
export function parseXml(text: unknown): unknown {
  if (typeof text !== 'string' || XMLValidator.validate(text) !== true) return null;
  return parser.parse(text) as unknown;
}
