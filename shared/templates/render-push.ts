import type { MessageParts, Rendered } from './message.ts';
import { headline, needBrief } from './need-sentence.ts';

/** A headline and a short text with the answer link; the device's own settings stop it. */
export const renderPush = (parts: MessageParts): Rendered => ({
  subject: headline(parts),
  text: [
    `${parts.shop.name}: ${parts.needs.map((need) => needBrief(need, parts.writer)).join('; ')}`,
    parts.links.reply,
  ].join('\n'),
});
