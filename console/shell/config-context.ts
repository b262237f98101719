import { createContext, useContext } from 'react';
import type { ConsoleConfig } from '../config.ts';

/** What `/config.json` said. */
export const ConfigContext = createContext<ConsoleConfig | null>(null);

/** @throws Error outside of the app */
export function useConfig(): ConsoleConfig {
  const config = useContext(ConfigContext);
  if (config === null) throw new Error('Put a <ConfigContext> around what reads the configuration');
  return config;
}
