export { freePort } from '../shared/free-port.ts';
