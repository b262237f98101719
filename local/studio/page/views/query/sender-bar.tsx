import type { Callable } from '../../api/use-app.ts';
import { useAddress } from '../../shell/use-address.ts';
import { SelectField } from '../../../../page-kit/select-field.tsx';
import { CallerFields } from './caller-fields.tsx';

/** Parameters of an address that another API has otherwise: who sends, and what to. */
const OF_ONE_API = {
  mode: null,
  pool: null,
  person: null,
  role: null,
  key: null,
  channel: null,
};

/** Which API operations are sent to, and by whom. */
export function SenderBar(props: {
  readonly apis: readonly (Callable & { readonly name: string })[];
  readonly api: Callable;
}) {
  const { apis, api } = props;
  const { change } = useAddress();
  return (
    <div className="panel query-bar">
      {apis.length > 1 ? (
        <SelectField
          label="API"
          value={api.id}
          choices={apis.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => change({ ...OF_ONE_API, api: value })}
        />
      ) : null}
      <CallerFields api={api} />
    </div>
  );
}
