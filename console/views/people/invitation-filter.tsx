import { SelectField } from 'appsync-on-a-laptop/page-kit/select-field';
import type { InvitationPhase } from 'user-manager-client';
import { INVITATION_PHASES } from 'user-manager-client';
import { useTexts } from '../../texts/use-texts.tsx';

/** Who is invited, by whether the password of the mail is still good. */
export function InvitationFilter(props: {
  readonly value: InvitationPhase | null;
  readonly onChange: (phase: InvitationPhase | null) => void;
}) {
  const { people, invitationPhases } = useTexts();
  const choices = INVITATION_PHASES.map((value) => ({ value, label: invitationPhases[value] }));
  return (
    <SelectField<InvitationPhase | ''>
      label={people.invitation}
      isLabelHidden
      value={props.value ?? ''}
      choices={[{ value: '', label: people.anyInvitation }, ...choices]}
      onChange={(phase) => props.onChange(phase === '' ? null : phase)}
    />
  );
}
