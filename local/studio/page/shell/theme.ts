import { useSyncExternalStore } from 'react';

/** Light, dark, or as the device has it. */
export type Theme = 'system' | 'light' | 'dark';

/** In the order in which they are offered. */
export const THEMES = {
  system: 'As the device',
  light: 'Light',
  dark: 'Dark',
} as const satisfies Readonly<Record<Theme, string>>;

const KEY = 'studio.theme';
const listeners = new Set<() => void>();
const device = matchMedia('(prefers-color-scheme: dark)');

const isTheme = (text: string | null): text is Theme =>
  text !== null && Object.hasOwn(THEMES, text);

function chosen(): Theme {
  const kept = localStorage.getItem(KEY);
  return isTheme(kept) ? kept : 'system';
}

const shownNow = (): 'light' | 'dark' => {
  const theme = chosen();
  if (theme !== 'system') return theme;
  return device.matches ? 'dark' : 'light';
};

const tell = (): void => {
  document.documentElement.dataset['theme'] = shownNow();
  for (const listener of listeners) listener();
};

/** Puts the chosen colours on the page, and follows the device. */
export function startTheme(): void {
  tell();
  device.addEventListener('change', tell);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The choice, and how to choose. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, chosen);
  const choose = (other: Theme): void => {
    localStorage.setItem(KEY, other);
    tell();
  };
  return [theme, choose];
}

/** The colours that are shown now. */
export const useShownTheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, shownNow);
