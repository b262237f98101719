import { readFileSync } from 'node:fs';
import { LocalError } from '../../../shared/errors.ts';
import type { Code, MappingTemplates } from '../../model.ts';
import type { Resource } from '../../template/types.ts';
import { record, text } from '../../template/values.ts';

/**
 * APPSYNC_JS source of a resolver or function: inline or an asset; null when it has none.
 * @throws LocalError ERR_ASSEMBLY when it has code but not the runtime for it
 */
export function readCode(resource: Resource): Code | null {
  const inline = text(resource.get('Code'));
  if (inline !== undefined || resource.raw('CodeS3Location') !== undefined) {
    requireRuntime(resource);
  }
  if (inline !== undefined) return { source: inline, file: `${resource.logicalId} (inline)` };
  const location = text(resource.get('CodeS3Location'));
  if (location === undefined) return null;
  const file = resource.asset(location);
  return { source: readFileSync(file, 'utf8'), file };
}

/** "When code is used, the runtime is required": https://docs.aws.amazon.com/appsync/latest/APIReference/API_Resolver.html */
function requireRuntime(resource: Resource): void {
  const { Name, RuntimeVersion } = record(resource.get('Runtime'));
  if (Name === 'APPSYNC_JS' && RuntimeVersion === '1.0.0') return;
  const given = Name === undefined ? 'has none' : `names ${text(Name)} ${text(RuntimeVersion)}`;
  throw new LocalError(
    'ERR_ASSEMBLY',
    `${resource.stackName}.${resource.logicalId} has code, which needs the runtime APPSYNC_JS 1.0.0; it ${given}.`,
  );
}

/** Mapping templates of a resolver or function: inline or assets; null when it has none. */
export function readTemplates(resource: Resource): MappingTemplates | null {
  const request = readTemplate(resource, 'RequestMappingTemplate');
  const response = readTemplate(resource, 'ResponseMappingTemplate');
  return request === null && response === null ? null : { request, response };
}

function readTemplate(resource: Resource, name: string): Code | null {
  const inline = text(resource.get(name));
  if (inline !== undefined) return { source: inline, file: `${resource.logicalId}.${name}` };
  const location = text(resource.get(`${name}S3Location`));
  if (location === undefined) return null;
  const file = resource.asset(location);
  return { source: readFileSync(file, 'utf8'), file };
}
