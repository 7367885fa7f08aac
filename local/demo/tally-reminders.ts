import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import type { ReminderKind, ReminderLine, SilenceReason } from './demo-summary.ts';

type Outcome = 'sent' | 'waiting' | 'suppressed' | 'expired';

export type ReminderTally = {
  readonly reminders: readonly ReminderLine[];
  readonly messages: readonly { readonly channel: string; readonly sent: number }[];
  /** Why something was not said at once or at all, the most frequent first. */
  readonly silences: readonly SilenceReason[];
};

const KINDS: readonly ReminderKind[] = ['replenishment', 'maintenance', 'meter-reading'];
const SILENCES = {
  'Reminder Held': 'held',
  'Reminder Suppressed': 'suppressed',
  'Reminder Expired': 'expired',
} as const;
/** The control group is not silenced for a reason of its own; it is told apart elsewhere. */
const CONTROL = 'control-group';

/**
 * What became of every decision, from the events that told of it in their order. Decisions about
 * the control group are left out. `kindOf` knows the kind of a decision that was never planned.
 */
export function tallyReminders(
  events: readonly OutboundEvent[],
  kindOf: (decisionId: string) => ReminderKind | undefined,
): ReminderTally {
  const outcomes = new Map<string, Outcome>();
  const kinds = new Map<string, ReminderKind>();
  const reasons = new Map<string, SilenceReason & { readonly ids: Set<string> }>();
  const contacts = new Map<string, string>();
  for (const event of events) {
    readKinds(event, kinds);
    for (const [id, outcome] of outcomesOf(event)) {
      if (outcomes.get(id) !== 'sent') outcomes.set(id, outcome);
    }
    noteReason(event, reasons);
    if (event.type === 'Reminder Sent') {
      contacts.set(event.properties.contactId, event.properties.channel ?? 'unknown');
    }
  }
  const count = (kind: ReminderKind, wanted: Outcome): number =>
    [...outcomes].filter(
      ([id, outcome]) => outcome === wanted && (kinds.get(id) ?? kindOf(id)) === kind,
    ).length;
  return {
    reminders: KINDS.map((kind) => ({
      kind,
      sent: count(kind, 'sent'),
      waiting: count(kind, 'waiting'),
      suppressed: count(kind, 'suppressed'),
      expired: count(kind, 'expired'),
    })),
    messages: [...Map.groupBy(contacts.values(), (channel) => channel)]
      .map(([channel, sent]) => ({ channel, sent: sent.length }))
      .sort((left, right) => right.sent - left.sent),
    silences: [...reasons.values()]
      .map(({ ids, outcome, reason }) => ({ outcome, reason, decisions: ids.size }))
      .sort((left, right) => right.decisions - left.decisions),
  };
}

function readKinds(event: OutboundEvent, kinds: Map<string, ReminderKind>): void {
  if ('needs' in event.properties) {
    for (const { decisionId, kind } of event.properties.needs) kinds.set(decisionId, kind);
  }
  if (event.type === 'Forecast Settled') {
    const { decisionId, kind } = event.properties;
    const known = KINDS.find((each) => each === kind);
    if (known !== undefined) kinds.set(decisionId, known);
  }
}

function outcomesOf(event: OutboundEvent): (readonly [string, Outcome])[] {
  if ('needs' in event.properties) {
    return event.properties.needs.map(({ decisionId }) => [decisionId, 'waiting'] as const);
  }
  const outcome = outcomeOf(event);
  if (outcome === undefined || !('decisionIds' in event.properties)) return [];
  if (event.properties.reason === CONTROL) return [];
  return event.properties.decisionIds.map((id) => [id, outcome] as const);
}

function outcomeOf({ type }: OutboundEvent): Outcome | undefined {
  switch (type) {
    case 'Reminder Sent':
      return 'sent';
    case 'Reminder Held':
      return 'waiting';
    case 'Reminder Suppressed':
      return 'suppressed';
    case 'Reminder Expired':
      return 'expired';
    default:
      return undefined;
  }
}

function noteReason(
  { type, properties }: OutboundEvent,
  reasons: Map<string, SilenceReason & { readonly ids: Set<string> }>,
): void {
  if (type !== 'Reminder Held' && type !== 'Reminder Suppressed' && type !== 'Reminder Expired') {
    return;
  }
  if (!('decisionIds' in properties) || properties.reason === CONTROL) return;
  const outcome = SILENCES[type];
  const key = `${outcome} ${properties.reason}`;
  const known = reasons.get(key) ?? {
    outcome,
    reason: properties.reason,
    decisions: 0,
    ids: new Set<string>(),
  };
  for (const id of properties.decisionIds) known.ids.add(id);
  reasons.set(key, known);
}
