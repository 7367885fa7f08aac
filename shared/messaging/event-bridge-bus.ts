import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { type Pause, untilAccepted } from '#shared/runtime/until-accepted.ts';
import { inBatches } from './batches.ts';
import { detailOf, sourceOf } from './bus-entry.ts';
import type { Bus } from './ports.ts';
import { BUS_SOURCES } from './sources.ts';

/** What one PutEvents takes at most, see "Calculating PutEvents event entry size". */
const LIMITS = { items: 10, bytes: 256 * 1024 };

/** A bus in EventBridge. Entries that it refuses are offered again, and only those. */
export function eventBridgeBus(client: EventBridgeClient, busName: string, pause?: Pause): Bus {
  const attempt = async (
    entries: readonly PutEventsRequestEntry[],
  ): Promise<PutEventsRequestEntry[]> => {
    const answer = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    if (answer.FailedEntryCount === 0) return [];
    return entries.filter((_, index) => answer.Entries?.[index]?.EventId === undefined);
  };
  const putAll = async (entries: readonly PutEventsRequestEntry[]): Promise<void> => {
    let refused = 0;
    for (const batch of inBatches(entries, entryBytes, LIMITS)) {
      refused += (await untilAccepted(batch, attempt, pause)).length;
    }
    if (refused > 0) {
      throw new Error(`bus ${busName} refused ${refused} of ${entries.length} events`);
    }
  };
  const entry = (source: string, name: string, detail: unknown): PutEventsRequestEntry => ({
    EventBusName: busName,
    Source: source,
    DetailType: name,
    Detail: JSON.stringify(detail),
  });

  return {
    publish: (events) =>
      putAll(events.map((event) => entry(sourceOf(event), event.type, detailOf(event)))),
    signal: (name, detail) => putAll([entry(BUS_SOURCES.outbound, name, detail)]),
  };
}

const entryBytes = ({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number =>
  Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
