import { useState } from 'react';
import { Button, IconButton, type ButtonProps } from '../../../page-kit/button.tsx';

/** How long it says that it is done. */
const SAID_FOR_MS = 2_000;

/** Puts a text into the clipboard; `label` says which. It may have to be asked for first. */
export function CopyButton(props: {
  readonly text: string | (() => Promise<string> | string);
  readonly label: string;
  /** Its label is to be seen. */
  readonly isWide?: boolean;
  readonly look?: ButtonProps['look'];
}) {
  const { text, label, isWide = false, look } = props;
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), SAID_FOR_MS);
  };
  const icon = isCopied ? 'check' : 'copy';
  const shown = isCopied ? 'Copied' : label;
  if (isWide) {
    return (
      <Button isSmall look={look} icon={icon} onPress={() => void copy()}>
        {shown}
      </Button>
    );
  }
  return <IconButton isSmall icon={icon} label={shown} onPress={() => void copy()} />;
}
