import { benchShop } from '#bench/bench-shop.ts';
import { machineLine, thisMachine } from '#bench/machine.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import type { Counts } from '#shared/pricing/counts.ts';
import { writeFact } from '#shared/store/ledger-text.ts';
import { countDawn } from './count-dawn.ts';
import { countRequests } from './count-requests.ts';
import { entryBytes } from './counted-bus.ts';
import { type LivedCosts, liveAndCount } from './lived-costs.ts';
import { ITEM_OVERHEAD_BYTES, storedBytes, unpackedWriteUnits } from './stored-bytes.ts';
import { takingCpuMs } from './taking-cpu.ts';
import { each, rounded } from './tally.ts';

const CUSTOMERS = 20;
const EVENTS_OF_A_REQUEST = 10;

/** Everything that is counted for the bill; counts are the same on every machine, `cpuMs` is not: 0 unless timed. */
export async function countCosts(
  say: (text: string) => void,
  { isTimed }: { readonly isTimed: boolean },
): Promise<Counts> {
  const shop = benchShop(CUSTOMERS);
  const days = shop.lastDay - shop.firstDay + 1;
  const lived = await liveAndCount(shop, (day) => {
    if (day % 100 === 0) say(`day ${day} of ${days}`);
  });
  try {
    const { events, sent } = lived;
    const scanUnits = await scanUnitsOfACustomer(lived);
    say('requests with ten events each, and a dawn pass over a thousand customers');
    return {
      provenance: {
        command: 'node bench/cost/count.ts --write',
        countedOn: new Date().toISOString().slice(0, 10),
        journey: `demo shop, ${CUSTOMERS} customers, ${days} days, ${events.length} events, ${sent} reminders sent`,
        machine: machineLine(thisMachine()),
      },
      event: {
        ...(await eventCounts(lived)),
        ...(isTimed ? await takingCpu(lived) : { cpuMs: 0, cpuMsAlone: 0 }),
      },
      request: await countRequests(events, EVENTS_OF_A_REQUEST),
      customer: {
        customersBytes: rounded((await storedBytes(lived.tables, 'customers')) / CUSTOMERS),
        unpackedWriteUnits: rounded(await unpackedWriteUnits(lived.tables)),
        contactsBytes: rounded((await storedBytes(lived.tables, 'contacts')) / CUSTOMERS),
      },
      dawn: await countDawn(scanUnits),
      reminder: await reminderCounts(lived),
      learn: await learnCounts(lived),
    };
  } finally {
    await lived.tables.close();
  }
}

async function takingCpu({
  tables,
  events,
}: LivedCosts): Promise<Pick<Counts['event'], 'cpuMs' | 'cpuMsAlone'>> {
  const { cpuMs, cpuMsAlone } = await takingCpuMs(tables.shop, events);
  return { cpuMs: rounded(cpuMs), cpuMsAlone: rounded(cpuMsAlone) };
}

async function eventCounts({
  tables,
  events,
  taking,
}: LivedCosts): Promise<Omit<Counts['event'], 'cpuMs' | 'cpuMsAlone'>> {
  const count = events.length;
  const facts = await storedBytes(tables, 'ledger', isFact);
  const unpacked = events.reduce((sum, event) => sum + unpackedBytes(event), 0);
  return {
    tables: each(taking.tables, count),
    busUnits: rounded(taking.busUnits / count),
    busBytes: rounded(events.reduce((sum, event) => sum + entryBytes(event), 0) / count),
    ledgerBytes: rounded(facts / count),
    unpackedLedgerBytes: rounded(unpacked / count),
  };
}

async function reminderCounts(lived: LivedCosts): Promise<Counts['reminder']> {
  const { tables, telling, sent, queueMessages, topicMessages } = lived;
  const notes = await storedBytes(tables, 'ledger', (item) => !isFact(item));
  return {
    tables: each(telling.tables, sent),
    busUnits: rounded(telling.busUnits / sent),
    queueMessages: rounded(queueMessages / sent),
    topicMessages: rounded(topicMessages / sent),
    ledgerBytes: rounded(notes / sent),
    cpuMs: rounded(telling.cpuMs / sent),
  };
}

/** Of states as they are after a year, with everything that was decided. */
async function scanUnitsOfACustomer({ tables }: LivedCosts): Promise<number> {
  tables.capacity.take();
  await tables.customers.scan(0, 1);
  return tables.capacity.take().customers.readUnits / CUSTOMERS;
}

async function learnCounts({ tables, events }: LivedCosts): Promise<Counts['learn']> {
  const customerIds = [...new Set(events.map(({ customerId }) => customerId))];
  tables.capacity.take();
  const { user: startedUs } = process.threadCpuUsage();
  for (const customerId of customerIds) await tables.ledger.facts(customerId);
  const { user: endedUs } = process.threadCpuUsage();
  return {
    ledgerReadUnits: rounded(tables.capacity.take().ledger.readUnits / customerIds.length),
    cpuMs: rounded((endedUs - startedUs) / 1e3 / customerIds.length),
  };
}

const isFact = (item: { readonly [name: string]: { readonly S?: string | undefined } }): boolean =>
  item['entry']?.S?.startsWith('f#') === true;

/** The entry as text in one attribute, as a ledger that does not pack would keep it. */
const unpackedBytes = (event: InboundEvent): number =>
  ITEM_OVERHEAD_BYTES +
  Buffer.byteLength(`customer${event.customerId}entryf#${toFact(event).key}body`) +
  Buffer.byteLength(writeFact(toFact(event)));
