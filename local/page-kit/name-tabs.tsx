/**
 * GraphiQL gives each tab of the editor the role of a tab, with buttons in it, which readers cannot reach
 * then. They are told the buttons instead, and which one is pressed.
 * @returns ends it
 */
export function nameTabs(): () => void {
  const name = () => {
    for (const list of document.querySelectorAll('.graphiql-session-header [role="tablist"]')) {
      list.setAttribute('role', 'list');
    }
    for (const tab of document.querySelectorAll('.graphiql-session-header [role="tab"]')) {
      tab.setAttribute('role', 'listitem');
    }
    for (const tab of document.querySelectorAll('.graphiql-session-header li[aria-selected]')) {
      const isOpen = tab.getAttribute('aria-selected') === 'true';
      tab.removeAttribute('aria-selected');
      tab.querySelector('button')?.setAttribute('aria-pressed', String(isOpen));
    }
  };
  const observer = new MutationObserver(name);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['role', 'aria-selected'],
  });
  name();
  return () => observer.disconnect();
}
