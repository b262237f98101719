/** What each language rule refuses, in a few words. */
export const RULES: Readonly<
  Record<string, { readonly refuses: string; readonly isOfPlugin: boolean }>
> = {
  'code-size': own('code of more than 32,000 characters'),
  'required-handlers': own('a file that does not export `request` and `response`'),
  'no-disallowed-imports': own(
    'imports from anywhere but `@aws-appsync/utils*`, `import()`, re-exports',
  ),
  'no-disallowed-globals': own('names that are neither declared nor global in APPSYNC_JS'),
  'no-unknown-helpers': own(
    'members that `util`, `extensions`, `runtime` and the modules do not have',
  ),
  'no-disallowed-methods': plugin('methods and static functions that are not there; below'),
  'no-disallowed-re-assignment': plugin(
    'a new value for `ctx` or for one of its members, in `request` and `response`',
  ),
  'no-disallowed-binary-operators': plugin('`instanceof`'),
  'no-disallowed-unary-operators': plugin('`++`, `--`, `~`'),
  'no-in-operator': plugin('`key in object`'),
  'no-async': plugin('`async` functions'),
  'no-await': plugin('`await`'),
  'no-bigint': own('big integers'),
  'no-classes': plugin('classes'),
  'no-const-assign': own('a new value for a constant, a function or an import'),
  'no-constructors': own('`new`'),
  'no-continue': plugin('`continue`'),
  'no-for': plugin('`for (;;)`'),
  'no-function-passing': plugin('functions as arguments, except to array methods'),
  'no-function-reassign': plugin('a function as the value of another variable'),
  'no-function-return': plugin('returning a function'),
  'no-generators': plugin('`function*`'),
  'no-labels': plugin('labelled statements'),
  'no-promise': plugin('`new Promise`'),
  'no-recursion': plugin('functions that call themselves, also by way of others'),
  'no-regex': plugin('regular expression literals'),
  'no-this': plugin('`this`'),
  'no-throw': own('`throw`'),
  'no-try': plugin('`try`, `catch`, `finally`'),
  'no-while': plugin('`while`, `do`'),
  'no-yield': plugin('`yield`'),
};

function own(refuses: string): { readonly refuses: string; readonly isOfPlugin: boolean } {
  return { refuses, isOfPlugin: false };
}

function plugin(refuses: string): { readonly refuses: string; readonly isOfPlugin: boolean } {
  return { refuses, isOfPlugin: true };
}
