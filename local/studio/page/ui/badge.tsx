import type { ReactNode } from 'react';

/** What a badge means. */
export type Tone = 'good' | 'info' | 'bad' | 'warn' | 'strong' | 'plain';

/** A word with a colour. */
export const Badge = ({
  tone,
  children,
}: {
  readonly tone: Tone;
  readonly children: ReactNode;
}) => <span className={`badge badge-${tone}`}>{children}</span>;
