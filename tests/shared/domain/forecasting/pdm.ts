import { type InboundEvent, inboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { inOrder } from '#shared/domain/customer/fold-facts.ts';
import { readData } from './read-data.ts';

/** Replacements are known from here on, failures and errors from 2015-01-01. */
const REGISTERED = '2014-06-01T00:00:00Z';

/**
 * The Azure machines as inbound events, one customer a machine: the machine is registered (with its
 * model and the year it was built) before its first known replacement; a replacement is a `Service
 * Completed` of the component, caused by a failure if one of that component has the same time; an
 * error message is a `Fault Reported`. Failures without a replacement (18, all at one instant) are
 * left out. Times without a zone are read as UTC.
 */
export function pdmHistories(): Map<string, Fact[]> {
  const histories = new Map<string, Fact[]>();
  const add = (machine: string, given: object): void => {
    const event: InboundEvent = inboundEvent.parse({ customerId: `machine-${machine}`, ...given });
    const facts = histories.get(machine) ?? [];
    histories.set(machine, facts);
    facts.push(toFact(event));
  };
  const asset = (machine: string) => ({ assetId: `machine-${machine}` });
  for (const { machine_id: machine = '', model, age_years: years } of readData(
    'pdm_machines.csv.gz',
  )) {
    add(machine, {
      type: 'Product Registered',
      metadata: { id: 'registered', occurredAt: REGISTERED },
      properties: {
        ...asset(machine),
        productId: 'machine',
        model,
        builtOn: `${2015 - Number(years)}-01-01`,
      },
    });
  }
  const failed = new Set(readData('pdm_failures.csv.gz').map(place));
  for (const row of readData('pdm_maint.csv.gz')) {
    const { machine_id: machine = '', component, ts } = row;
    add(machine, {
      type: 'Service Completed',
      metadata: { id: `service-${component}`, occurredAt: `${ts}:00Z` },
      properties: {
        ...asset(machine),
        component,
        cause: failed.has(place(row)) ? 'failure' : 'planned',
      },
    });
  }
  for (const { machine_id: machine = '', error_id: code, ts } of readData('pdm_errors.csv.gz')) {
    add(machine, {
      type: 'Fault Reported',
      metadata: { id: `fault-${code}`, occurredAt: `${ts}:00Z` },
      properties: { ...asset(machine), code },
    });
  }
  return new Map([...histories].map(([machine, facts]) => [machine, inOrder(facts)]));
}

const place = (row: Record<string, string>): string =>
  `${row['ts']} ${row['machine_id']} ${row['component']}`;
