import { inboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { readData } from './read-data.ts';

const START_MS = Date.UTC(2020, 0, 1);
const DAY_MS = 86_400_000;

/**
 * C-MAPSS engines as inbound events, one customer an engine: registered, one `Condition Reported` a
 * cycle, a day a cycle, with all settings and sensors and the cycle as the meter. An engine that ran
 * to failure ends with a `Service Completed` of the whole engine a day after its last cycle, whose
 * meter value is that cycle.
 */
export function cmapssHistories(file: string, ranToFailure: boolean): Map<string, Fact[]> {
  const histories = new Map<string, Fact[]>();
  const cycles = new Map<string, number>();
  const add = (unit: string, day: number, given: { type: string; properties: object }): void => {
    const facts = histories.get(unit) ?? [];
    histories.set(unit, facts);
    const occurredAt = new Date(START_MS + day * DAY_MS).toISOString();
    const metadata = { id: `${given.type.slice(0, 3)}-${day}`, occurredAt };
    const event = { customerId: `engine-${unit}`, metadata, ...given };
    facts.push(toFact(inboundEvent.parse(event)));
  };
  for (const { unit = '', cycle = '', ...rest } of readData(file)) {
    const assetId = `engine-${unit}`;
    if (!histories.has(unit)) {
      add(unit, 0, { type: 'Product Registered', properties: { assetId, productId: 'engine' } });
    }
    const values = Object.fromEntries(
      Object.entries(rest).map(([name, value]) => [name, Number(value)]),
    );
    const meterValue = Number(cycle);
    cycles.set(unit, meterValue);
    add(unit, meterValue, {
      type: 'Condition Reported',
      properties: { assetId, values, meterValue },
    });
  }
  if (!ranToFailure) return histories;
  for (const [unit, meterValue] of cycles) {
    const properties = { assetId: `engine-${unit}`, cause: 'failure', meterValue };
    add(unit, meterValue + 1, { type: 'Service Completed', properties });
  }
  return histories;
}
