import { getCompileCacheDir } from 'node:module';

/**
 * What a process that a test starts gets as its environment: this one's, and that Node keeps compiled what it loads,
 * which is half the time of a start.
 */
export const keepingCompiled = () => ({
  ...process.env,
  NODE_COMPILE_CACHE: getCompileCacheDir(),
});
