/** Puts the keyboard into the query, as soon as the editor is there. */
export function focusEditor(): void {
  const editor = document.querySelector<HTMLElement>(
    '.graphiql-query-editor :is(textarea, [role="textbox"])',
  );
  if (editor) editor.focus();
  else requestAnimationFrame(focusEditor);
}
