import { readCode, readTemplates } from './read/code.ts';
import { readConflictDetection } from './read/conflict-detection.ts';
import type { ResolverCaching } from '../model.ts';
import { arn, origin } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { number, record, requiredText, text, texts } from '../template/values.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-resolver.html */
export const resolver: ResourceType = {
  ref: resolverArn,
  attributes: {
    ResolverArn: resolverArn,
    TypeName: (resource) => resource.get('TypeName'),
    FieldName: (resource) => resource.get('FieldName'),
  },
  read(resource, parts) {
    const code = readCode(resource);
    const isPipeline = text(resource.get('Kind')) === 'PIPELINE';
    parts.resolvers.push({
      apiId: requiredText(resource.get('ApiId')),
      part: {
        ...origin(resource),
        typeName: requiredText(resource.get('TypeName')),
        fieldName: requiredText(resource.get('FieldName')),
        arn: resolverArn(resource),
        kind: isPipeline ? 'PIPELINE' : 'UNIT',
        code,
        templates: code === null ? readTemplates(resource) : null,
        dataSourceName: isPipeline ? null : (text(resource.get('DataSourceName')) ?? null),
        functionIds: isPipeline ? texts(record(resource.get('PipelineConfig'))['Functions']) : [],
        maxBatchSize: number(resource.get('MaxBatchSize'), 0),
        ...readCaching(resource),
        ...readConflictDetection(resource),
      },
    });
  },
};

function readCaching(resource: Resource): { readonly caching?: ResolverCaching } {
  const config = record(resource.get('CachingConfig'));
  const ttl = number(config['Ttl'], 0);
  return ttl > 0 ? { caching: { ttl, keys: texts(config['CachingKeys']) } } : {};
}

function resolverArn(resource: Resource): string {
  const [apiId, type, field] = ['ApiId', 'TypeName', 'FieldName'].map((name) =>
    requiredText(resource.get(name)),
  );
  return arn(
    resource,
    'appsync',
    `apis/${apiId ?? ''}/types/${type ?? ''}/resolvers/${field ?? ''}`,
  );
}
