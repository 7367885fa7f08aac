import { isInboundName } from '#shared/contracts/event-names.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import type { KpisReported, OutboundEvent } from '#shared/contracts/outbound.ts';
import { BUS_SOURCES } from './sources.ts';

/** Everything that crosses the bus but signals of the pipeline. */
export type BusEvent = InboundEvent | OutboundEvent | KpisReported;

/** The source under which an event crosses the bus. */
export const sourceOf = (event: BusEvent): string =>
  isInboundName(event.type) ? BUS_SOURCES.inbound : BUS_SOURCES.outbound;

/** The event without its name, which is the envelope's detail-type. */
export function detailOf(event: BusEvent): Readonly<Record<string, unknown>> {
  const { type: _, ...detail } = event;
  return detail;
}
