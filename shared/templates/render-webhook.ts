import type { MessageParts, Rendered } from './message.ts';
import { headline, needSentence } from './need-sentence.ts';

/** JSON for a machine, with the sentences for whoever it shows them to. */
export const renderWebhook = (parts: MessageParts): Rendered => ({
  subject: headline(parts),
  text: JSON.stringify({
    type: 'reminder',
    shop: parts.shop.name,
    locale: parts.writer.locale,
    purpose: parts.purpose,
    needs: parts.needs.map((need) => ({ ...need, text: needSentence(need, parts.writer) })),
    replyUrl: parts.links.reply,
    stopUrl: parts.links.stop,
  }),
});
