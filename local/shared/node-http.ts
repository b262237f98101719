/**
 * `node:http`. An `import` of it reads all its exports, `WebSocket` among them, for which Node loads
 * the whole of fetch: 12 MB, also in a process that never calls it.
 */
export const { Agent, createServer, request } = process.getBuiltinModule('node:http');
