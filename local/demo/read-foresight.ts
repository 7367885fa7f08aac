import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import type { Alarm } from './grade-alarms.ts';
import type { SaidNeed } from './grade-forecasts.ts';

type DayOf = (atMs: number) => number;

const dayOfEvent = ({ metadata }: OutboundEvent, dayOf: DayOf): number =>
  dayOf(Date.parse(metadata.occurredAt));

/** Every need that was announced, as it was announced first, and when the customer was told. */
export function saidNeeds(events: readonly OutboundEvent[], dayOf: DayOf): readonly SaidNeed[] {
  const said = new Map<string, SaidNeed>();
  for (const event of events) {
    if ('needs' in event.properties) {
      for (const { decisionId, kind, subject, expectedOn } of event.properties.needs) {
        if (said.has(decisionId)) continue;
        const expectedDay = dayOfIso(expectedOn);
        const decidedDay = dayOfEvent(event, dayOf);
        const { customerId } = event;
        said.set(decisionId, { customerId, kind, subject, decidedDay, expectedDay });
      }
    }
    if (event.type === 'Reminder Sent') {
      for (const id of event.properties.decisionIds) {
        const known = said.get(id);
        if (known !== undefined) said.set(id, { ...known, sentDay: dayOfEvent(event, dayOf) });
      }
    }
  }
  return [...said.values()];
}

/** The times during which each customer was held to be leaving. */
export function alarmsOf(events: readonly OutboundEvent[], dayOf: DayOf): readonly Alarm[] {
  const open = new Map<string, Alarm>();
  const over: Alarm[] = [];
  for (const event of events) {
    const { customerId, type } = event;
    const current = open.get(customerId);
    if (type === 'Customer At Risk' || type === 'Customer Lost') {
      if (current === undefined) {
        open.set(customerId, { customerId, fromDay: dayOfEvent(event, dayOf) });
      }
    } else if (type === 'Customer Recovered' && current !== undefined) {
      over.push({ ...current, untilDay: dayOfEvent(event, dayOf) });
      open.delete(customerId);
    }
  }
  return [...over, ...open.values()];
}
