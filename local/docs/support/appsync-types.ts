import { join } from 'node:path';
import ts from 'typescript';

const PACKAGE = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'node_modules',
  '@aws-appsync',
  'utils',
);

/** What each entry of @aws-appsync/utils declares, as AWS publishes it: specifier to dotted names. */
export function declaredFunctions(): ReadonlyMap<string, readonly string[]> {
  const files = new Map([
    ['@aws-appsync/utils', join(PACKAGE, 'lib', 'index.d.ts')],
    ...['dynamodb', 'rds', 'ai'].map(
      (name) => [`@aws-appsync/utils/${name}`, join(PACKAGE, `${name}.d.ts`)] as const,
    ),
  ]);
  const program = ts.createProgram([...files.values()], {
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  return new Map(
    [...files].map(([specifier, file]) => {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      if (!module) throw new Error(`${file} is not there or exports nothing`);
      const values = checker
        .getExportsOfModule(module)
        .map((symbol) => resolved(checker, symbol))
        .filter(({ flags }) => (flags & ts.SymbolFlags.Value) !== 0);
      return [specifier, values.flatMap((symbol) => functionsOf(checker, symbol, ''))];
    }),
  );
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** A function's own name, or those of the functions in an object. */
function functionsOf(checker: ts.TypeChecker, symbol: ts.Symbol, prefix: string): string[] {
  const type = checker.getTypeOfSymbol(symbol);
  const name = prefix + symbol.name;
  if (type.getCallSignatures().length > 0) return [name];
  return type.getProperties().flatMap((member) => functionsOf(checker, member, `${name}.`));
}
