import type { BusEvent } from '#shared/messaging/bus-entry.ts';
import type { Bus } from '#shared/messaging/ports.ts';
import type { Count } from './figures.ts';

/**
 * A bus that counts what the shop would like to see of what it has taken: decisions, what became of
 * messages, bounces and complaints. An event that is published again after a crash counts again.
 */
export const countingBus = (bus: Bus, count: Count): Bus => ({
  publish: async (events) => {
    await bus.publish(events);
    for (const event of events) countEvent(event, count);
  },
  signal: (name, detail) => bus.signal(name, detail),
});

function countEvent(event: BusEvent, count: Count): void {
  switch (event.type) {
    case 'Replenishment Due':
    case 'Maintenance Due':
    case 'Meter Reading Wanted':
    case 'Customer At Risk':
      count('DecisionsMade', 1);
      count('DecisionsMade', 1, kindOf[event.type]);
      break;
    case 'Reminder Sent':
      count('MessagesSent', 1, event.properties.channel);
      break;
    case 'Reminder Held':
      count('MessagesHeld', 1);
      break;
    case 'Reminder Suppressed':
      count('MessagesSuppressed', 1);
      break;
    case 'Reminder Expired':
      count('MessagesExpired', 1);
      break;
    case 'Delivery Failed':
      count('DeliveriesFailed', 1, event.properties.cause);
      break;
    default:
      break;
  }
}

const kindOf = {
  'Replenishment Due': 'replenishment',
  'Maintenance Due': 'maintenance',
  'Meter Reading Wanted': 'reading',
  'Customer At Risk': 'risk',
} as const;
