import type { InboxMessage } from '#local/inbox.ts';
import { escapeHtml } from '#shared/templates/escape-html.ts';

/** Messages the page shows. */
const SHOWN = 200;

/** A page of what would have been sent, newest first. Everything shown is escaped; no scripts. */
export function inboxPage(messages: readonly InboxMessage[]): string {
  const shown = messages.slice(-SHOWN).reverse();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inbox</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
article { border: 1px solid #767676; border-radius: 6px; padding: .5rem 1rem; margin: 1rem 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
</style>
</head>
<body>
<h1>Inbox</h1>
<p>Nothing leaves this machine. ${messages.length} messages, newest first; ${shown.length} shown.</p>
${shown.map(article).join('\n')}
</body>
</html>`;
}

const article = (message: InboxMessage): string => `<article>
<h2>${escapeHtml(message.channel)} to ${escapeHtml(message.to)}</h2>
<p><time>${new Date(message.atMs).toISOString()}</time>${
  message.subject === undefined ? '' : ` <strong>${escapeHtml(message.subject)}</strong>`
}</p>
<pre>${linked(escapeHtml(message.text))}</pre>
</article>`;

/** Addresses in text that is escaped already. */
const linked = (text: string): string =>
  text.replace(/https?:\/\/[\w./:?=%~+-]+/g, (address) => `<a href="${address}">${address}</a>`);
