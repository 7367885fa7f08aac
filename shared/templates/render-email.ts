import { escapeHtml } from './escape-html.ts';
import type { MessageParts, Rendered } from './message.ts';
import { headline, needSentence, whySent } from './need-sentence.ts';

/** Plain text and simple HTML that say the same, with one-click unsubscribe (RFC 8058). */
export function renderEmail(parts: MessageParts): Rendered {
  return {
    subject: headline(parts),
    text: textBody(parts),
    html: htmlBody(parts),
    headers: {
      'List-Unsubscribe': `<${parts.links.stop}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

const greeting = ({ writer, profile }: MessageParts): string =>
  profile.name === undefined
    ? writer.write('hello')
    : writer.write('helloName', { name: profile.name });

function textBody(parts: MessageParts): string {
  const { writer, needs, links, shop } = parts;
  const paragraphs = [
    greeting(parts),
    needs.map((need) => `- ${needSentence(need, writer)}`).join('\n'),
    writer.write('reply', { url: links.reply }),
    shop.name,
    `${whySent(parts)}\n${writer.write('stop', { url: links.stop })}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function htmlBody(parts: MessageParts): string {
  const { writer, needs, links, shop } = parts;
  const link = (url: string, text: string): string =>
    `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
  const items = needs.map((need) => `<li>${escapeHtml(needSentence(need, writer))}</li>`);
  return [
    `<!doctype html><html lang="${escapeHtml(writer.locale)}"><head><meta charset="utf-8">`,
    `<title>${escapeHtml(headline(parts))}</title></head><body>`,
    `<p>${escapeHtml(greeting(parts))}</p><ul>${items.join('')}</ul>`,
    `<p>${link(links.reply, writer.write('replyLink'))}</p><p>${escapeHtml(shop.name)}</p>`,
    `<p><small>${escapeHtml(whySent(parts))} ${link(links.stop, writer.write('stopLink'))}</small></p>`,
    '</body></html>',
  ].join('\n');
}
