import * as z from 'zod';
import { type InboundEvent, inboundEvent } from '#shared/contracts/inbound.ts';
import { parseEventText } from '#shared/contracts/parse-event.ts';
import { refuseOtherCurrency } from '#shared/contracts/refuse-other-currency.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import type { RowFault } from './import-row.ts';
import type { ImportedEvent } from './order-events.ts';
import type { RowSettings } from './read-row.ts';

/** The event of one line in any accepted format, or why it is none for this shop. */
export function readEventLine(
  line: number,
  text: string,
  { currency, nowMs }: Pick<RowSettings, 'currency' | 'nowMs'>,
): { readonly event: InboundEvent } | RowFault {
  const parsed = refuseOtherCurrency(parseEventText(text, nowMs), currency);
  if (parsed.kind === 'event') return { event: parsed.event };
  return {
    line,
    reason: parsed.reasons.join('; ').replace('(line 1, column ', '(column '),
    redacted: parsed.redacted,
  };
}

/**
 * One customer's events, each once. Of several with one time and id the one whose text sorts first
 * counts, so that the order of the lines never matters; the others are repeats.
 */
export function withoutRepeats(events: readonly InboundEvent[]): ImportedEvent[] {
  const byKey = new Map<string, { event: InboundEvent; text: string; count: number }>();
  for (const event of events) {
    const { key } = toFact(event);
    const text = JSON.stringify(event);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { event, text, count: 1 });
    else {
      known.count += 1;
      if (text < known.text) Object.assign(known, { event, text });
    }
  }
  return [...byKey.values()].map(({ event, count }) => ({ event, rows: 1, repeats: count - 1 }));
}

/** Reads an event back from the disk. @throws ZodError when it is not one of ours. */
export const storedEvent = (text: string): InboundEvent =>
  z.preprocess((stored) => JSON.parse(String(stored)), inboundEvent).parse(text);
