import { DAYS_OF_A_MONTH } from '#shared/domain/time/spans.ts';
import { invocationMs, MEMORY_GB } from './compute.ts';
import type { Counts } from './counts.ts';
import { ledgerClass } from './event-lines.ts';
import { type Line, perGb, perMillion } from './line.ts';
import type { Prices } from './prices.ts';
import type { Workload } from './workload.ts';

/** Customers whose histories learning reads, and whose states it reads, at most. */
const HISTORIES_READ = 5_000;
const STATES_READ = 200_000;
const CUSTOMERS_OF_A_PAGE = 1_000;

/** What customers and their history cost a month: storage, its protection, a look at each every day. */
export function keepingLines(load: Workload, counts: Counts, prices: Prices): Line[] {
  const { customers, events, ledgerMonths } = load;
  const { perGb: gb } = prices;
  const ledger = ledgerClass(load, counts, prices);
  const ledgerBytes = events * ledgerMonths * counts.event.ledgerBytes;
  const stateBytes = customers * (counts.customer.customersBytes + counts.customer.contactsBytes);
  return [
    perGb(
      'DynamoDB',
      `ledger kept ${ledgerMonths} months (${ledger.name})`,
      ledgerBytes,
      ledger.storagePrice,
    ),
    perGb('DynamoDB', 'ledger: point-in-time recovery', ledgerBytes, gb.pointInTimeMonth),
    perGb('DynamoDB', 'state and contacts kept', stateBytes, gb.storageMonth),
    perGb(
      'DynamoDB',
      'state and contacts: point-in-time recovery',
      stateBytes,
      gb.pointInTimeMonth,
    ),
    ...dawnLines(load, counts, prices),
    ...learnLines(load, counts, prices),
  ];
}

function dawnLines({ customers }: Workload, { dawn }: Counts, prices: Prices): Line[] {
  const { perMillion: price } = prices;
  const looks = customers * DAYS_OF_A_MONTH;
  const pageMs = invocationMs(CUSTOMERS_OF_A_PAGE, dawn.cpuMs, MEMORY_GB.dawn, prices, 0);
  const gbs = ((looks / CUSTOMERS_OF_A_PAGE) * pageMs * MEMORY_GB.dawn) / 1e3;
  return [
    perMillion(
      'DynamoDB',
      'dawn: every customer every day',
      looks * dawn.tables.customers.readUnits,
      'read units',
      price.readUnits,
    ),
    perMillion(
      'DynamoDB',
      'dawn: lists, sums and progress',
      looks * dawn.tables.insights.writeUnits,
      'write units',
      price.writeUnits,
    ),
    perMillion('Lambda', 'dawn: duration', gbs, 'GB-seconds', price.functionGbSeconds),
  ];
}

function learnLines(load: Workload, counts: Counts, prices: Prices): Line[] {
  const { perMillion: price } = prices;
  const states = Math.min(load.customers, STATES_READ) * DAYS_OF_A_MONTH;
  const histories = Math.min(load.customers, HISTORIES_READ) * DAYS_OF_A_MONTH;
  const { readPrice } = ledgerClass(load, counts, prices);
  const cpuMs = states * LEARN_STATE_CPU_MS + histories * counts.learn.cpuMs;
  return [
    perMillion(
      'DynamoDB',
      'learn: states',
      states * counts.dawn.tables.customers.readUnits,
      'read units',
      price.readUnits,
    ),
    perMillion(
      'DynamoDB',
      'learn: histories of a sample',
      histories * counts.learn.ledgerReadUnits,
      'read units',
      readPrice,
    ),
    perMillion(
      'Lambda',
      'learn: duration',
      (cpuMs * MEMORY_GB.learn) / 1e3,
      'GB-seconds',
      price.functionGbSeconds,
    ),
  ];
}

/** As functions/learn/survey.ts measured: a million states take some three minutes. */
const LEARN_STATE_CPU_MS = 0.15;
