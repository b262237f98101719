import { useTexts } from '../texts/use-texts.tsx';

/** Where a text will be. */
export const Bone = ({ width }: { readonly width: 'short' | 'middle' | 'long' }) => (
  <span className={`bone bone-${width}`} />
);

/** What a view shows while it is read: lines where the content will be. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  const { states } = useTexts();
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{states.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div className="skeleton-line" key={line}>
          <Bone width={line % 2 === 0 ? 'middle' : 'long'} />
          <Bone width="short" />
        </div>
      ))}
    </div>
  );
}
