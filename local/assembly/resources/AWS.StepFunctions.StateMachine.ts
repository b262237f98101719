import { readFileSync } from 'node:fs';
import { arn, origin, physicalName, stableId } from '../template/ids.ts';
import type { Resource, ResourceType } from '../template/types.ts';
import { record, requiredText, text } from '../template/values.ts';
import { definitionProblem, readDefinition } from './read/states-definition.ts';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stateMachine: ResourceType = {
  ref: machineArn,
  attributes: {
    Arn: machineArn,
    Name: machineName,
    StateMachineRevisionId: (resource) => stableId(resource, 'revision', 32),
  },
  read(resource, parts) {
    const definition = readDefinition(
      definitionText(resource),
      record(resource.get('DefinitionSubstitutions')),
    );
    const problem = definitionProblem(definition);
    if (problem !== null || definition === null) {
      const consequence = `It does not run: ${problem ?? 'it has no definition.'}`;
      parts.unsupported.push({ ...origin(resource), type: resource.type, consequence });
      return;
    }
    parts.stateMachines.push({
      ...origin(resource),
      name: machineName(resource),
      arn: machineArn(resource),
      roleArn: requiredText(resource.get('RoleArn')),
      isExpress: text(resource.get('StateMachineType')) === 'EXPRESS',
      definition,
    });
  },
};

function definitionText(resource: Resource): string {
  const given = text(resource.get('DefinitionString') ?? resource.get('Definition'));
  if (given !== undefined) return given;
  const { Bucket, Key } = record(resource.get('DefinitionS3Location'));
  if (Key === undefined) return '';
  return readFileSync(resource.asset(`s3://${requiredText(Bucket)}/${requiredText(Key)}`), 'utf8');
}

function machineName(resource: Resource): string {
  return text(resource.get('StateMachineName')) ?? physicalName(resource, 80);
}

function machineArn(resource: Resource): string {
  return arn(resource, 'states', `stateMachine:${machineName(resource)}`);
}
