import { ForAdmins, View } from '../../shell/view.tsx';
import { useTexts } from '../../texts/use-texts.tsx';
import { Activity } from './activity.tsx';
import { Backlog } from './backlog.tsx';
import { Counts } from './counts.tsx';
import { Invitations } from './invitations.tsx';
import { RecentChanges } from './recent-changes.tsx';
import './overview.css';

/** How the directory is, at a glance: how many, who came, who has not come yet, what happens now. */
export function Overview() {
  const { overview } = useTexts();
  return (
    <ForAdmins>
      <View title={overview.title}>
        <div>
          <Backlog />
          <Counts />
        </div>
        <div className="overview-columns">
          <div className="overview-column">
            <Activity />
            <Invitations />
          </div>
          <div className="overview-column">
            <RecentChanges />
          </div>
        </div>
      </View>
    </ForAdmins>
  );
}
