import { useParams } from 'react-router';
import type { QueueList, QueueSummary } from '../../../routes/queues.ts';
import { pathOf } from '../../api/call.ts';
import { useRoute } from '../../api/use-route.ts';
import { View } from '../../shell/view.tsx';
import { counted } from '../../ui/formats.ts';
import { SideList } from '../../ui/side-list.tsx';
import { Notice } from '../../../../page-kit/notice.tsx';
import { Answer } from '../../ui/states.tsx';
import { Queue } from './queue.tsx';

/** What lies in the queues, and what event sources gave up on. */
export function Queues() {
  const { name } = useParams();
  const queues = useRoute<QueueList>('/queues');
  return (
    <View title="Queues and dead letters" isWide>
      <Answer query={queues}>
        {({ queues: all }) => {
          const queue = all.find((one) => one.name === name) ?? all[0];
          if (!queue) return <Notice icon="queue" title="The app has no queues" />;
          return (
            <SideList
              label="Queues"
              shown={toOf(queue)}
              items={all.map((one) => ({
                to: toOf(one),
                name: one.name,
                about: aboutOf(one),
              }))}
            >
              <Queue key={queue.name} queue={queue} />
            </SideList>
          );
        }}
      </Answer>
    </View>
  );
}

const toOf = ({ name }: QueueSummary): string => `/queues${pathOf(name)}`;

const aboutOf = ({ visible, hidden, delayed, deadLettersOf }: QueueSummary): string =>
  [
    counted(visible + hidden + delayed, 'message'),
    deadLettersOf.length > 0 ? `dead letters of ${deadLettersOf.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(', ');
