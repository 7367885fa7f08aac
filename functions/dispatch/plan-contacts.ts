import * as z from 'zod';
import { outboundEvent } from '#shared/contracts/outbound.ts';
import { toQuarantined, unreadableMessage } from '#shared/contracts/quarantine.ts';
import type { Incoming } from '#shared/messaging/ports.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { DaySheet, Quarantine, SheetRow } from '#shared/store/ports.ts';
import { isContactEvent, plannedRow } from './contact-event.ts';

export type PlanDeps = {
  readonly sheet: DaySheet;
  readonly quarantine: Quarantine;
  readonly clock: Clock;
  /** Told about a contact that could not be put down and whose message will come again. */
  readonly onFailure: (customerId: string, error: unknown) => void;
};

const envelope = z.object({
  'detail-type': z.string(),
  detail: z.looseObject({}),
});

/**
 * Puts contacts that fall due, and held ones for when they come up again, on the day sheet. The
 * same event again is the same row. What is no such event goes to quarantine.
 */
export async function planContacts(
  deps: PlanDeps,
  messages: readonly Incoming[],
): Promise<{ readonly failed: readonly string[] }> {
  const failed = await Promise.all(
    messages.map(async ({ messageId, body }) => {
      const read = readRow(body);
      if (read.kind === 'no-row') return [];
      if (read.kind === 'unreadable') {
        const refusal = unreadableMessage(messageId, read.why);
        await deps.quarantine.put(toQuarantined(refusal, 'dispatch', deps.clock.nowMs()));
        return [];
      }
      try {
        await deps.sheet.put(read.row);
        return [];
      } catch (error) {
        deps.onFailure(read.row.customerId, error);
        return [messageId];
      }
    }),
  );
  return { failed: failed.flat() };
}

type Read =
  | { readonly kind: 'row'; readonly row: SheetRow }
  | { readonly kind: 'no-row' }
  | { readonly kind: 'unreadable'; readonly why: string };

function readRow(body: unknown): Read {
  const outer = envelope.safeParse(body);
  if (!outer.success) return { kind: 'unreadable', why: outer.error.message };
  const parsed = outboundEvent.safeParse({ type: outer.data['detail-type'], ...outer.data.detail });
  if (!parsed.success) return { kind: 'unreadable', why: parsed.error.message };
  const event = parsed.data;
  if (!isContactEvent(event)) {
    return { kind: 'unreadable', why: `${event.type} is no contact to plan` };
  }
  const row = plannedRow(event);
  return row === undefined ? { kind: 'no-row' } : { kind: 'row', row };
}
