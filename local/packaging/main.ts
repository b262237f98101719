import { resolve } from 'node:path';
import { buildPackage } from './build-package.ts';

const FOLDER = resolve(process.argv[2] ?? '../.local/appsync-on-a-laptop');
buildPackage(FOLDER);
process.stdout.write(`Built ${FOLDER}. npm pack ${FOLDER} makes the tarball.\n`);
