import { useSyncExternalStore } from 'react';

/** Light, dark, or as the device has it. */
export type Theme = 'system' | 'light' | 'dark';

/** In the order in which they are offered. */
export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const KEY = 'console.theme';
const listeners = new Set<() => void>();
const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches;

const chosen = (): Theme => THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';

/** Puts the chosen colours on the page, and follows the device. */
export function startTheme(): void {
  const apply = () => {
    const theme = chosen();
    const shown = theme === 'system' ? (isDark() ? 'dark' : 'light') : theme;
    document.documentElement.dataset['theme'] = shown;
  };
  apply();
  listeners.add(apply);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
}

/** The choice, and how to choose. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, chosen);
  return [theme, choose];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function choose(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  for (const listener of listeners) listener();
}
