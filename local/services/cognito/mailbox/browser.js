// What the page does beyond showing: it finds while people type, hears of new messages, copies codes and
// remembers in this browser what was read. The list itself is always the server's.

const LOOK_EVERY_MS = 1_500;
const READ = 'mailbox.read';

const search = document.getElementById('search');
const readAll = document.getElementById('read-all');
const status = document.querySelector('[role="status"]');
const texts = JSON.parse(document.body.dataset.texts);
const title = document.title;
const { lang } = document.documentElement;
// As the reader writes them, where the page speaks the reader's language.
const locale = navigator.languages.find((one) => one.split('-')[0] === lang) ?? lang;
const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });

let etag = '';
let shown = 0;

const readIds = () => new Set(JSON.parse(localStorage.getItem(READ) ?? '[]'));

/** The newest stay: the mailbox keeps 1,000, and forgets all with the engine. */
function markRead(ids) {
  localStorage.setItem(READ, JSON.stringify([...readIds(), ...ids].slice(-2_000)));
  mark();
}

function mark() {
  const read = readIds();
  let unread = 0;
  for (const article of document.querySelectorAll('article')) {
    const isUnread = !read.has(article.dataset.id);
    unread += isUnread ? 1 : 0;
    article.classList.toggle('unread', isUnread);
    const badge = article.querySelector('.badge');
    if (isUnread && !badge)
      article.querySelector('h2').append(element('span', 'badge badge-strong', texts.unread));
    else if (!isUnread) badge?.remove();
  }
  document.title = unread > 0 ? `(${unread}) ${title}` : title;
  readAll.hidden = unread === 0;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** What the list has only here: times of the reader's zone, and buttons. */
function enrich() {
  for (const time of document.querySelectorAll('time')) {
    time.title = time.dateTime;
    time.textContent = dates.format(new Date(time.dateTime));
  }
  for (const code of document.querySelectorAll('.code')) {
    const button = element('button', 'copy button button-secondary button-small', texts.copy);
    button.type = 'button';
    button.setAttribute('aria-label', `${texts.copy} ${code.textContent.trim()}`);
    code.append(button);
  }
  mark();
}

async function copy(button) {
  const code = button.parentElement.querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = texts.copied;
  } catch {
    // Without HTTPS or localhost there is no clipboard: selected, it is one key away.
    getSelection().selectAllChildren(code);
    button.textContent = texts.selected;
  }
  status.textContent = `${button.textContent}: ${code.textContent}`;
  setTimeout(() => {
    button.textContent = texts.copy;
  }, 2_000);
}

/** Asks for the list; nothing is touched when it is as it was. */
async function look() {
  const asked = (shown += 1);
  const address =
    search.value === '' ? '/mailbox' : `/mailbox?search=${encodeURIComponent(search.value)}`;
  let answer;
  try {
    answer = await fetch(address, {
      cache: 'no-store',
      headers: { accept: 'text/html', 'if-none-match': etag },
    });
  } catch {
    status.textContent = texts.lost;
    etag = '';
    return;
  }
  if (asked !== shown || answer.status !== 200) return;
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (asked !== shown) return;
  etag = answer.headers.get('etag');
  const focused = document.activeElement?.closest('article')?.dataset.id;
  document.getElementById('messages').replaceWith(next.getElementById('messages'));
  status.textContent = next.querySelector('[role="status"]').textContent;
  history.replaceState(null, '', address);
  enrich();
  if (focused !== undefined) {
    document.querySelector(`article[data-id="${CSS.escape(focused)}"] button`)?.focus();
  }
}

search.addEventListener('input', () => void look());
search.form.addEventListener('submit', (event) => event.preventDefault());
readAll.addEventListener('click', () => {
  const articles = [...document.querySelectorAll('article')];
  markRead(articles.map(({ dataset }) => dataset.id));
  search.focus();
});
document.addEventListener('click', ({ target }) => {
  const article = target.closest('article');
  if (!article) return;
  markRead([article.dataset.id]);
  if (target.matches('.copy')) void copy(target);
});

enrich();
setInterval(() => {
  if (document.visibilityState === 'visible') void look();
}, LOOK_EVERY_MS);
