import { expect, test } from 'vitest';
import { codeFolder, lambdaFunction } from './builders.ts';
import { lambdaHost } from './harness.ts';

/** A package in a folder of packages. */
const packageIn = (folder: string, name: string, text: string) => ({
  [`${folder}/node_modules/${name}/package.json`]: JSON.stringify({ name, main: 'main.js' }),
  [`${folder}/node_modules/${name}/main.js`]: `exports.text = '${text}';\n`,
});

// https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
const first = codeFolder({
  ...packageIn('nodejs', 'shared', 'first'),
  ...packageIn('nodejs', 'alone', 'alone'),
  ...packageIn('nodejs/node24', 'versioned', 'of node24'),
  ...packageIn('nodejs/node22', 'versioned', 'of node22'),
  ...packageIn('nodejs', 'own', 'of the layer'),
});
const second = codeFolder(packageIn('nodejs', 'shared', 'second'));

const NAMES = ['shared', 'alone', 'versioned', 'own'];
const EXPECTED = ['second', 'alone', 'of node24', 'of the function'];

test.each([
  [
    'import',
    'index.mjs',
    `${NAMES.map((name) => `import ${name} from '${name}';`).join('\n')}
     export const handler = async () => [${NAMES.join(', ')}].map(({ text }) => text);`,
  ],
  [
    'require',
    'index.js',
    `exports.handler = async () =>
       ${JSON.stringify(NAMES)}.map((name) => require(name).text);`,
  ],
])(
  '%s: finds packages of layers, the later layer first, and what the function has itself',
  async (_how, file, source) => {
    const code = codeFolder({ [file]: source, ...packageIn('.', 'own', 'of the function') });
    const lambda = lambdaFunction('', { codeFolder: code, layers: [first, second] });
    expect(await lambdaHost([lambda]).invoke('hello', {})).toEqual({ ok: true, payload: EXPECTED });
  },
);

test('a function without the layer: does not find the package', async () => {
  const source = "import alone from 'alone'; export const handler = async () => alone.text;";
  const result = await lambdaHost([lambdaFunction(source, { layers: [second] })]).invoke(
    'hello',
    {},
  );
  expect(result).toMatchObject({ ok: false });
});
