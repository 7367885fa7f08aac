import { invocationMs, MEMORY_GB, type Taking, takingOf } from './compute.ts';
import type { Counts } from './counts.ts';
import { type Line, perGb, perMillion } from './line.ts';
import type { Prices } from './prices.ts';
import type { Workload } from './workload.ts';

/** What taking the month's events costs until they are committed. */
export function takingLines(load: Workload, counts: Counts, prices: Prices): Line[] {
  const { perMillion: price, perGb: gb } = prices;
  const { event, request } = counts;
  const taking = takingOf(load, request.events / request.messages, prices);
  const { runs, eventsOfARun } = taking;
  const cpuMs = load.by === 'bus' ? event.cpuMsAlone : event.cpuMs;
  const runMs = invocationMs(eventsOfARun, cpuMs, MEMORY_GB.track, prices);
  const trackGbs = (runs * MEMORY_GB.track * runMs) / 1e3;
  const units = (table: 'customers' | 'ledger' | 'contacts' | 'insights') => event.tables[table];
  const ledger = ledgerClass(load, counts, prices);
  return [
    ...(load.by === 'bus'
      ? busLines(load, counts, prices)
      : [...httpLines(load, counts, prices), ...queueLines(taking, prices)]),
    perMillion('Lambda', 'track: invocations', runs, 'requests', price.functionRequests),
    perMillion('Lambda', 'track: duration', trackGbs, 'GB-seconds', price.functionGbSeconds),
    perMillion(
      'EventBridge',
      'what events set off',
      load.events * event.busUnits,
      'events',
      price.busEvents,
    ),
    perMillion(
      'DynamoDB',
      'state: one conditional write',
      load.events * units('customers').writeUnits,
      'write units',
      price.writeUnits,
    ),
    perMillion(
      'DynamoDB',
      'state: a glance before it',
      load.events * units('customers').readUnits,
      'read units',
      price.readUnits,
    ),
    perMillion(
      'DynamoDB',
      `ledger: one entry (${ledger.name})`,
      load.events * units('ledger').writeUnits,
      'write units',
      ledger.writePrice,
    ),
    perMillion(
      'DynamoDB',
      'contacts and quarantine',
      load.events * (units('contacts').writeUnits + units('insights').writeUnits),
      'write units',
      price.writeUnits,
    ),
    perGb('CloudWatch', 'logs taken', logBytes(load, runs, prices), gb.logsTaken),
  ];
}

/** The class of the ledger that is cheaper for the months that it is kept. */
export function ledgerClass(
  { ledgerMonths }: Workload,
  { event }: Counts,
  { perMillion: price, perGb: gb }: Prices,
) {
  const kept = (event.ledgerBytes / 1e3) * ledgerMonths;
  const { writeUnits } = event.tables.ledger;
  const standard = writeUnits * price.writeUnits + kept * gb.storageMonth;
  const infrequent = writeUnits * price.infrequentWriteUnits + kept * gb.infrequentStorageMonth;
  return infrequent < standard
    ? {
        name: 'infrequent access',
        writePrice: price.infrequentWriteUnits,
        readPrice: price.infrequentReadUnits,
        storagePrice: gb.infrequentStorageMonth,
      }
    : {
        name: 'standard',
        writePrice: price.writeUnits,
        readPrice: price.readUnits,
        storagePrice: gb.storageMonth,
      };
}

/** SQS deletes so many messages with one request. */
const MESSAGES_OF_A_DELETE = 10;

/**
 * A poll may bring ten messages, but where they come one by one each ends a poll that waited for it:
 * one a poll is priced.
 */
function queueLines({ messages, runs }: Taking, { perMillion: price }: Prices): Line[] {
  const deletes = runs * Math.ceil(messages / runs / MESSAGES_OF_A_DELETE);
  return [
    perMillion('SQS', 'messages received', messages, 'requests', price.queueRequests),
    perMillion('SQS', 'messages deleted', deletes, 'requests', price.queueRequests),
  ];
}

function busLines({ events }: Workload, { event }: Counts, { perMillion: price }: Prices): Line[] {
  return [
    perMillion(
      'EventBridge',
      'events on the bus',
      events * Math.ceil(event.busBytes / BUS_UNIT_BYTES),
      'events',
      price.busEvents,
    ),
  ];
}

const BUS_UNIT_BYTES = 64 * 1_024;

function httpLines({ events }: Workload, { request }: Counts, prices: Prices): Line[] {
  const { perMillion: price } = prices;
  const requests = events / request.events;
  const ms = invocationMs(1, request.cpuMs, MEMORY_GB.intake, prices, 1);
  return [
    perMillion(
      'API Gateway',
      `requests with ${request.events} events`,
      requests,
      'requests',
      price.apiRequests,
    ),
    perMillion('Lambda', 'intake: invocations', requests, 'requests', price.functionRequests),
    perMillion(
      'Lambda',
      'intake: duration',
      (requests * ms * MEMORY_GB.intake) / 1e3,
      'GB-seconds',
      price.functionGbSeconds,
    ),
    perMillion('SQS', 'messages sent by intake', requests, 'requests', price.queueRequests),
  ];
}

function logBytes({ by, events }: Workload, runs: number, { assumed }: Prices): number {
  const invocations = runs * assumed.logBytesPerInvocation;
  if (by === 'bus') return invocations;
  return invocations + (events / 10) * (assumed.logBytesPerInvocation + assumed.logBytesPerRequest);
}
