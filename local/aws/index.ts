export { AwsError } from './aws-error.ts';
export { createFront } from './front.ts';
export type { AwsCall, BodyLimit, Front } from './front.ts';
export { readJson, refuseRestJson, sendAwsJson } from './protocols.ts';
export { queryForm, refuseQueryXml, sendQueryXml } from './query-xml.ts';
export { tracedRoute } from './traced-route.ts';
export { requirePermission } from './require-permission.ts';
export { requireSignature } from './require-signature.ts';
