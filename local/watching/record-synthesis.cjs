'use strict';
/**
 * Loaded into every Node process of a synthesis (`--require`), before the app: writes down what the
 * assembly is made of, so that a watching engine can make a part of it anew. Which files were read as
 * modules or as data, which were copied, each run of esbuild with its options, what it read and wrote;
 * and which error ended the process. JavaScript of the oldest Node that an app may use; it changes
 * nothing that the app sees, and whatever fails here is left out of the record.
 */
const childProcess = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const { basename, isAbsolute, join, relative, resolve, sep } = require('node:path');
const { fileURLToPath } = require('node:url');

const folder = process.env.LOCAL_SYNTHESIS_RECORD;
const project = process.cwd();
const made = join(process.env.CDK_OUTDIR ?? folder, sep);
const real = {
  copyFileSync: fs.copyFileSync,
  mkdirSync: fs.mkdirSync,
  mkdtempSync: fs.mkdtempSync,
  readFileSync: fs.readFileSync,
  rmSync: fs.rmSync,
  writeFileSync: fs.writeFileSync,
  spawnSync: childProcess.spawnSync,
};

/** File -> hash of what was read: modules and data. */
const read = new Map();
const copied = new Map();
const builds = [];
const failures = [];
let error = null;

const attempt = (work) => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** The path of a file of the project, without what is installed or made. */
function own(file) {
  const path = file instanceof URL || String(file).startsWith('file:') ? fileURLToPath(file) : file;
  if (typeof path !== 'string') return undefined;
  const full = resolve(path);
  const within = relative(project, full);
  if (within === '' || within.startsWith('..') || isAbsolute(within)) return undefined;
  if (full.startsWith(made) || within.split(sep).includes('node_modules')) return undefined;
  return full;
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

function noteRead(file, content) {
  const path = own(file);
  if (path !== undefined) read.set(path, hashOf(content));
}

fs.readFileSync = function readFileSync(file, ...rest) {
  const content = real.readFileSync.call(this, file, ...rest);
  attempt(() => noteRead(file, content));
  return content;
};
fs.copyFileSync = function copyFileSync(from, ...rest) {
  const done = real.copyFileSync.call(this, from, ...rest);
  attempt(() => {
    const path = own(from);
    if (path !== undefined) copied.set(path, hashOf(real.readFileSync(path)));
  });
  return done;
};
childProcess.spawnSync = function spawnSync(command, args, options) {
  const run = attempt(() => esbuildRun(command, args, options));
  if (run === undefined) return real.spawnSync.apply(this, arguments);
  const done = real.spawnSync.call(this, command, run.args, options);
  attempt(() => run.note(done));
  return done;
};
attempt(() => Module.syncBuiltinESMExports());

/** `npx --no-install esbuild --bundle index.ts ...`, as NodejsFunction runs it; told to write a metafile. */
function esbuildRun(command, args, options = {}) {
  if (!Array.isArray(args)) return undefined;
  const at = [command, ...args].findIndex(
    (word) => basename(word).replace(/\.(exe|cmd)$/, '') === 'esbuild',
  );
  const words = args.slice(Math.max(at, 0));
  if (at < 0 || !words.includes('--bundle')) return undefined;
  const cwd = resolve(options.cwd ?? '.');
  const metafile = join(real.mkdtempSync(join(folder, 'meta-')), 'meta.json');
  const hasOwn = words.some((word) => word.startsWith('--metafile'));
  const note = (done) => {
    if (hasOwn) return;
    if (done.status === 0) {
      const meta = JSON.parse(real.readFileSync(metafile, 'utf8'));
      const outputs = Object.keys(meta.outputs).map((path) => resolve(cwd, path));
      builds.push({
        esbuild: null,
        arguments: words,
        cwd,
        entries: entriesOf(meta, cwd),
        outputs: written(outputs),
      });
    } else
      failures.push({ text: done.stderr?.toString() ?? 'esbuild failed', location: null, cwd });
  };
  return { args: hasOwn ? args : [...args, `--metafile=${metafile}`], note };
}

/** Each entry with all files of the project that it leads to. */
function entriesOf(meta, cwd) {
  return Object.entries(meta.outputs).flatMap(([output, { entryPoint }]) => {
    if (entryPoint === undefined) return [];
    const seen = new Set([entryPoint]);
    for (const path of seen)
      for (const next of meta.inputs[path]?.imports ?? []) seen.add(next.path);
    const inputs = [...seen].map((path) => own(resolve(cwd, path)));
    return [
      {
        file: resolve(cwd, entryPoint),
        inputs: inputs.filter((path) => path !== undefined),
        output: resolve(cwd, output),
      },
    ];
  });
}

const written = (paths) => paths.map((path) => ({ path, hash: hashOf(real.readFileSync(path)) }));

/** esbuild's own functions, with a note of each run. */
function recording(esbuild, file) {
  const { build, buildSync } = esbuild;
  const begin = (options) => ({ ...options, metafile: true });
  const end = (options, result) => {
    attempt(() => {
      const cwd = resolve(options.absWorkingDir ?? '.');
      const outputs = result.outputFiles
        ? result.outputFiles.map(({ path, contents }) => ({ path, hash: hashOf(contents) }))
        : written(Object.keys(result.metafile.outputs).map((path) => resolve(cwd, path)));
      const json = attempt(() => plain(options)) ?? null;
      builds.push({
        esbuild: file,
        options: json,
        cwd,
        entries: entriesOf(result.metafile, cwd),
        outputs,
      });
    });
    if (!options?.metafile) delete result.metafile;
    return result;
  };
  const failed = (options, reason) => {
    attempt(() =>
      failures.push(
        ...(reason.errors ?? []).map(({ text, location }) => ({
          text,
          location,
          cwd: resolve(options.absWorkingDir ?? '.'),
        })),
      ),
    );
    throw reason;
  };
  const own = {
    build: (options) =>
      build(begin(options)).then(
        (result) => end(options, result),
        (reason) => failed(options, reason),
      ),
    buildSync(options) {
      let result;
      try {
        result = buildSync(begin(options));
      } catch (reason) {
        failed(options, reason);
      }
      return end(options, result);
    },
  };
  // Its members are read-only: these stand before them.
  return Object.create(esbuild, Object.getOwnPropertyDescriptors(own));
}

/** The options as JSON; null for such that are more, as plugins are. */
function plain(options) {
  const text = JSON.stringify(options, (_key, value) => {
    if (typeof value === 'function' || value instanceof RegExp || ArrayBuffer.isView(value))
      throw new Error('no JSON');
    return value;
  });
  return JSON.parse(text);
}

const loadScript = Module._extensions['.js'];
Module._extensions['.js'] = function load(module, file) {
  loadScript(module, file);
  if (!/[\\/]node_modules[\\/]esbuild[\\/]lib[\\/]main\.js$/.test(file)) return;
  attempt(() => {
    module.exports = recording(module.exports, file);
  });
};
process.on('uncaughtExceptionMonitor', (reason) => {
  error = attempt(() => ({
    name: String(reason?.name ?? 'Error'),
    message: String(reason?.message ?? reason),
    stack: String(reason?.stack ?? ''),
  }));
});
process.on('exit', () => {
  attempt(() => {
    if (read.size + copied.size + builds.length + failures.length === 0 && !error) return;
    real.writeFileSync(
      join(folder, `${process.pid}.json`),
      JSON.stringify({
        read: [...read],
        copied: [...copied],
        builds,
        failures,
        error,
      }),
    );
  });
});
