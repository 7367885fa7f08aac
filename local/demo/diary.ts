import type * as z from 'zod';
import { type InboundEvent, inboundEvent } from '#shared/contracts/inbound.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';

type Without<Event> = Event extends unknown ? Omit<Event, 'metadata' | 'customerId'> : never;

/** An event as the demo's customers say it: what, without who and when. */
export type Said = Without<z.input<typeof inboundEvent>>;

/** Collects what one customer does on one day. */
export type Diary = {
  readonly customerId: string;
  readonly day: number;
  /** `hour` is local, 0 to 23; within an hour the order of writing is kept. */
  write(hour: number, said: Said): void;
  events(): readonly InboundEvent[];
};

const MINUTE_MS = 60_000;

/** Ids name customer, day and place in the diary, so that the same demo repeats the same ids. */
export function openDiary(customerId: string, day: number, calendar: Calendar): Diary {
  const events: InboundEvent[] = [];
  const write = (hour: number, said: Said): void => {
    const number = events.length + 1;
    const minute = (Number(customerId.slice(-2)) + number) % 60;
    const atMs = calendar.at(day, hour) + minute * MINUTE_MS;
    const metadata = {
      id: `${customerId}-${day}-${number}`,
      occurredAt: new Date(atMs).toISOString(),
    };
    events.push(inboundEvent.parse({ ...said, customerId, metadata }));
  };
  return { customerId, day, write, events: () => events };
}

/** By time, then by id: the order in which a shop would have sent them. */
export const inOrder = (events: readonly InboundEvent[]): InboundEvent[] =>
  [...events].sort(
    (left, right) =>
      left.metadata.occurredAt.localeCompare(right.metadata.occurredAt) ||
      left.metadata.id.localeCompare(right.metadata.id),
  );
