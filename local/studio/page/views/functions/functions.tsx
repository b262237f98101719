import { useParams } from 'react-router';
import type { FunctionList, FunctionSummary } from '../../../routes/functions.ts';
import { pathOf } from '../../api/call.ts';
import { useRoute } from '../../api/use-route.ts';
import { View } from '../../shell/view.tsx';
import { counted } from '../../ui/formats.ts';
import { SideList } from '../../ui/side-list.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { OneFunction } from './one-function.tsx';

/** The functions: what they did, what they wrote, and to invoke them. */
export function Functions() {
  const { name } = useParams();
  const functions = useRoute<FunctionList>('/functions');
  return (
    <View title="Functions" isWide>
      <Answer query={functions}>
        {({ functions: all }) => {
          const shown = all.find((one) => one.shortName === name) ?? all[0];
          if (!shown) return <Notice icon="function" title="The app has no functions" />;
          return (
            <SideList
              label="Functions"
              shown={toOf(shown)}
              items={all.map((one) => ({
                to: toOf(one),
                name: one.shortName,
                about: aboutOf(one),
              }))}
            >
              <OneFunction key={shown.name} of={shown} />
            </SideList>
          );
        }}
      </Answer>
    </View>
  );
}

const toOf = ({ shortName }: FunctionSummary): string => `/functions${pathOf(shortName)}`;

const aboutOf = ({ activity: { invocations, failures, running } }: FunctionSummary): string =>
  [
    counted(invocations, 'run'),
    failures > 0 ? `${failures} failed` : '',
    running > 0 ? `${running} running` : '',
  ]
    .filter(Boolean)
    .join(', ');
