import { jsonStringify } from '../kernel/primordials.ts';
import { callHost } from '../kernel/state.ts';

/**
 * util.xml.
 * @see https://docs.aws.amazon.com/appsync/latest/devguide/xml-utils-js.html
 */
export const xml = {
  toMap: (text: unknown) => callHost('xml.parse', text),
  toJsonString(text: unknown, stringEncode?: unknown): string {
    const json = jsonStringify(callHost('xml.parse', text)) ?? 'null';
    return stringEncode === true ? (jsonStringify(json) ?? '') : json;
  },
};
