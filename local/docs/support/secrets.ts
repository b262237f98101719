import { actions as secretActions } from '../../services/secretsmanager/actions/index.ts';
import { actions as parameterActions } from '../../services/ssm/actions/index.ts';
import { supportTable } from './markdown.ts';
import type { Section } from './markdown.ts';
import { rowsOf } from './rows.ts';

const remarks = {
  tests: ['local/test/fixtures/bulletin/notices.test.ts'],
  sign: (name: string): string => `${name}Command`,
};

/** Reads of Secrets Manager and of the Parameter Store. */
export function secrets(): Section {
  return {
    title: 'AWS Secrets Manager and Parameter Store',
    body: [
      'What the template makes is read, by name and by ARN, and in templates by `{{resolve:…}}`; nothing is written. A secret that is generated follows from the data folder’s own seed: it is the same at each start, and another in another folder. Secrets and parameters of elsewhere, and secrets of the template that somebody fills by hand, are given by their names, with `--parameter NAME=VALUE` or under `local.parameters`. Values are not kept in traces.',
      supportTable(
        'action',
        rowsOf([...secretActions.keys(), ...parameterActions.keys()], remarks),
      ),
    ],
  };
}
