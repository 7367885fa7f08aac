import type { MessageParts, Rendered } from './message.ts';
import { needBrief } from './need-sentence.ts';
import { plainSms, smsSize } from './sms-parts.ts';

/**
 * The fullest wording that fits one part, else the wording with the fewest parts. Every wording
 * says who writes and how to stop: by the word where the sender can be answered, else by link.
 */
export function renderSms(parts: MessageParts): Rendered {
  const { writer, needs, links, shop } = parts;
  const list = needs.map((need) => needBrief(need, writer)).join('; ');
  const total = writer.write('smsSeveral', { count: needs.length });
  const answer = writer.write('smsReply', { url: links.reply });
  const stop = canBeAnswered(shop.sender.sms)
    ? writer.write('smsStopWord')
    : writer.write('smsStopLink', { url: links.stop });
  const wordings = [
    `${shop.name}: ${list}. ${answer} ${stop}`,
    `${shop.name}: ${list}. ${stop}`,
    `${shop.name}: ${total}. ${answer} ${stop}`,
  ].map(plainSms);
  return { text: shortest(needs.length === 1 ? wordings.slice(0, 2) : wordings) };
}

/** A name as sender cannot be written back to; a number or short code can. */
const canBeAnswered = (sender: string): boolean => /^\+?\d{3,}$/.test(sender);

/** The first of the wordings that have the fewest parts. */
function shortest(wordings: readonly string[]): string {
  const [first = '', ...others] = wordings;
  return others.reduce(
    (best, each) => (smsSize(each).parts < smsSize(best).parts ? each : best),
    first,
  );
}
