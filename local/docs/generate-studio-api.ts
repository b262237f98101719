import { writeFileSync } from 'node:fs';
import { STUDIO_API_FILE, studioApiPage } from './studio-api.ts';

writeFileSync(STUDIO_API_FILE, await studioApiPage());
