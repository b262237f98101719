import { readFileSync } from 'node:fs';
import type { Code } from './model.ts';
import { origin } from './ids.ts';
import type { Parts, Resource } from './types.ts';
import { text } from './values.ts';

/** APPSYNC_JS source of a resolver or function: inline or an asset; null when it has none. */
export function readCode(resource: Resource): Code | null {
  const inline = text(resource.get('Code'));
  if (inline !== undefined) return { source: inline, file: `${resource.logicalId} (inline)` };
  const location = text(resource.get('CodeS3Location'));
  if (location === undefined) return null;
  const file = resource.asset(location);
  return { source: readFileSync(file, 'utf8'), file };
}

/** Whether it is written in VTL, which the engine does not run; says so once in `unsupported`. */
export function readsTemplates(resource: Resource, code: Code | null, parts: Parts): boolean {
  const usesTemplates = code === null && TEMPLATES.some((name) => resource.get(name) !== undefined);
  if (usesTemplates) {
    parts.unsupported.push({
      ...origin(resource),
      type: `${resource.type} (VTL)`,
      consequence:
        'Mapping templates are not run: its fields answer a named error. Use APPSYNC_JS.',
    });
  }
  return usesTemplates;
}

const TEMPLATES = [
  'RequestMappingTemplate',
  'RequestMappingTemplateS3Location',
  'ResponseMappingTemplate',
  'ResponseMappingTemplateS3Location',
];
