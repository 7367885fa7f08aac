import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import type { RunningUnit } from './read-condition.ts';
import { fileCalendar, type History, type Shop } from './shop.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2020, 0, 1);
const PRODUCT = 'machine';

/**
 * Each unit as a customer of its own with one asset: a report a day, whose meter shows the cycles.
 * Units that ran to failure end with it a day after their last report.
 */
export const conditionShop = (units: readonly RunningUnit[], ranToFailure: boolean): Shop => ({
  calendar: fileCalendar(),
  histories: units.map((unit) => historyOf(unit, ranToFailure)),
});

function historyOf({ unit, cycles }: RunningUnit, ranToFailure: boolean): History {
  const assetId = assetOf(unit);
  const event = (day: number, kind: string) => ({
    customerId: assetId,
    metadata: {
      id: `${kind}:${day}`,
      occurredAt: new Date(START_MS + day * DAY_MS).toISOString(),
      schemaVersion: 1 as const,
    },
  });
  const all: InboundEvent[] = [
    {
      ...event(0, 'registered'),
      type: 'Product Registered',
      properties: { assetId, productId: PRODUCT },
    },
    ...cycles.map(
      ({ cycle, values }, at): InboundEvent => ({
        ...event(at + 1, 'report'),
        type: 'Condition Reported',
        properties: { assetId, values, meterValue: cycle },
      }),
    ),
  ];
  const last = cycles.at(-1);
  if (ranToFailure && last !== undefined) {
    all.push({
      ...event(cycles.length + 1, 'failed'),
      type: 'Service Completed',
      properties: { assetId, cause: 'failure', meterValue: last.cycle },
    });
  }
  return { customer: assetId, facts: all.map(toFact) };
}

/** Name of the asset of a unit. */
export const assetOf = (unit: string): string => `unit-${unit}`;
