import { bundleAllFunctions, type FunctionBundles } from './functions/functions.ts';
import { bundleResolvers, type ResolverBundles } from './resolvers.ts';

/** The code of all that is deployed. */
export interface Bundles {
  readonly functions: FunctionBundles;
  readonly resolvers: ResolverBundles;
}

/** Bundles it. */
export const bundleAllCode = (): Bundles => ({
  functions: bundleAllFunctions(),
  resolvers: bundleResolvers(),
});
