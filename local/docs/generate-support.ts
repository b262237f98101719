import { writeFileSync } from 'node:fs';
import { SUPPORT_FILE, supportPage } from './support/page.ts';

writeFileSync(SUPPORT_FILE, await supportPage());
