import { DAYS_OF_A_MONTH } from '#shared/domain/time/spans.ts';
import type { Counts } from './counts.ts';
import { type Line, perGb, perMillion } from './line.ts';
import type { Prices } from './prices.ts';
import type { Workload } from './workload.ts';

/** Days that an idempotency table remembers an event for, and bytes of one of its items. */
const REMEMBERED_DAYS = 30;
const REMEMBERED_BYTES = 300;
/** A transaction writes every item twice: to prepare and to commit. */
const TRANSACTION = 2;
/** An event is marked as begun, and as done within the transaction. */
const MARKS = 2;

/**
 * The same month done as it is often built: every event alone through bus, queue and function; a
 * transaction over state, ledger and idempotency table; state and facts as plain JSON in the standard
 * class; a stream that feeds a second function; and every customer's state rewritten once a day.
 * Bytes and units are those counted in the same journey.
 */
export function naiveLines(
  { customers, events, ledgerMonths }: Workload,
  counts: Counts,
  prices: Prices,
): Line[] {
  const { perMillion: price, perGb: gb } = prices;
  const { event, customer } = counts;
  const state = customer.unpackedWriteUnits;
  const ledgerBytes = events * ledgerMonths * event.unpackedLedgerBytes;
  const markBytes = (events * REMEMBERED_DAYS * REMEMBERED_BYTES) / DAYS_OF_A_MONTH;
  const stateBytes = customers * state * 1_024;
  const write = (what: string, units: number): Line =>
    perMillion('DynamoDB', what, units, 'write units', price.writeUnits);
  return [
    perMillion('EventBridge', 'events on the bus', events, 'events', price.busEvents),
    perMillion(
      'SQS',
      'sent, received, deleted one by one',
      3 * events,
      'requests',
      price.queueRequests,
    ),
    perMillion('Lambda', 'two functions an event', 2 * events, 'requests', price.functionRequests),
    perMillion(
      'Lambda',
      'their duration: 25 ms at 1 GB each',
      2 * events * 0.025,
      'GB-seconds',
      price.functionGbSeconds,
    ),
    write('idempotency: begun', events),
    write('transaction: state as JSON', TRANSACTION * state * events),
    write('transaction: ledger', TRANSACTION * events),
    write('transaction: idempotency, done', TRANSACTION * (MARKS - 1) * events),
    perMillion(
      'DynamoDB',
      'strong reads of state and mark',
      2 * events,
      'read units',
      price.readUnits,
    ),
    write('every state rewritten every day', state * customers * DAYS_OF_A_MONTH),
    perMillion(
      'DynamoDB',
      'every state read every day',
      customers * DAYS_OF_A_MONTH,
      'read units',
      price.readUnits,
    ),
    perMillion(
      'DynamoDB',
      'stream of state and ledger read',
      2 * events,
      'read requests',
      STREAM_READS,
    ),
    perGb(
      'DynamoDB',
      `ledger kept ${ledgerMonths} months (standard)`,
      ledgerBytes,
      gb.storageMonth,
    ),
    perGb('DynamoDB', 'state and idempotency kept', stateBytes + markBytes, gb.storageMonth),
    perGb(
      'DynamoDB',
      'point-in-time recovery',
      ledgerBytes + stateBytes + markBytes,
      gb.pointInTimeMonth,
    ),
    perGb('CloudWatch', 'logs: a line and a report for each', 2 * events * 1_000, gb.logsTaken),
  ];
}

/** US$0.02 for 100,000 read requests of a stream. */
const STREAM_READS = 0.2;
