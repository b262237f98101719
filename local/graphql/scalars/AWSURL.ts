import { textScalar } from './scalar.ts';

/** A URL of any scheme, without `//` inside its path. https://docs.aws.amazon.com/appsync/latest/devguide/scalars.html */
export const AWSURL = textScalar('AWSURL', 'URL', (text) => {
  if (!/^[a-z][a-z\d+.-]*:\S+$/i.test(text) || !URL.canParse(text)) return false;
  return !new URL(text).pathname.includes('//');
});
