import { useFormats } from '../texts/use-formats.ts';
import { useTexts } from '../texts/use-texts.tsx';

/** When the password of the last mail ends. */
export function InvitationEnd({ iso }: { readonly iso: string }) {
  const { invitations } = useTexts().overview;
  const { dateTime } = useFormats();
  const isOver = Date.parse(iso) < Date.now();
  return (
    <time dateTime={iso} className={isOver ? 'invitation-over' : undefined}>
      {isOver ? invitations.over(dateTime(iso)) : invitations.until(dateTime(iso))}
    </time>
  );
}
