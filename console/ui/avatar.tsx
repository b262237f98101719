import type { User } from 'user-manager-client';

const TINTS = 6;

/** A person's initials in a colour that is always the same for the person; an ornament beside the name. */
export function Avatar({
  user: { id, firstName, lastName },
  isLarge = false,
}: {
  readonly user: Pick<User, 'id' | 'firstName' | 'lastName'>;
  readonly isLarge?: boolean;
}) {
  const tint =
    Array.from(id, (letter) => letter.codePointAt(0) ?? 0).reduce((sum, code) => sum + code, 0) %
    TINTS;
  return (
    <span
      className={`avatar avatar-${tint}${isLarge ? ' avatar-large' : ''}`}
      aria-hidden="true"
      data-initials={`${initial(firstName)}${initial(lastName)}`}
    />
  );
}

const initial = (name: string) => (Array.from(name.trim())[0] ?? '').toLocaleUpperCase();
