import { LIMITS } from '#shared/contracts/primitives.ts';
import { count } from '#shared/domain/kpi/counters.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import type { ApplyContext } from './apply-fact.ts';
import type { LedgerEvent } from './fact.ts';
import { emptyFold, type Fold } from './state.ts';

/** Answers to reminders that a customer's state remembers. */
export const ANSWERS_KEPT = 5;

const names = [
  'Customer Identified',
  'Consent Granted',
  'Consent Withdrawn',
  'Reminder Answered',
  'Delivery Failed',
  'Erasure Requested',
] as const;
type ConsentEvent = Extract<LedgerEvent, { type: (typeof names)[number] }>;

export const isConsentEvent = (event: LedgerEvent): event is ConsentEvent =>
  names.some((name) => name === event.type);

/** Whether and how the customer may be reached. */
export function applyConsentEvent(draft: Fold, event: ConsentEvent, context: ApplyContext): void {
  switch (event.type) {
    case 'Customer Identified':
      identify(draft, event.properties);
      return;
    case 'Consent Granted':
    case 'Consent Withdrawn': {
      const { channel, purpose } = event.properties;
      draft.consents[`${channel}:${purpose}`] = [
        event.type === 'Consent Granted' ? 1 : 0,
        context.atMs,
      ];
      return;
    }
    case 'Reminder Answered':
      answer(draft, event.properties, context);
      return;
    case 'Delivery Failed':
      fail(draft, event.properties, context);
      return;
    case 'Erasure Requested':
      erase(draft);
      return;
  }
}

type Properties<Name extends ConsentEvent['type']> = Extract<
  ConsentEvent,
  { type: Name }
>['properties'];

function identify(draft: Fold, profile: Properties<'Customer Identified'>): void {
  draft.reachable = [...new Set([...draft.reachable, ...profile.reachable])].sort();
  draft.unreachable = draft.unreachable.filter((channel) => !profile.reachable.includes(channel));
  if (profile.timeZone !== undefined) draft.timeZone = profile.timeZone;
  if (profile.locale !== undefined) draft.locale = profile.locale;
  if (profile.preferredChannel !== undefined) draft.preferredChannel = profile.preferredChannel;
  if (profile.attributes !== undefined) describe(draft, profile.attributes);
}

/** What is told anew replaces what was told before; of too many, the newest told stay. */
function describe(draft: Fold, told: NonNullable<Fold['attributes']>): void {
  const { attributes = {} } = draft;
  const before = Object.entries(attributes).filter(([name]) => !(name in told));
  draft.attributes = Object.fromEntries(
    [...before, ...Object.entries(told)].slice(-LIMITS.attributes),
  );
}

/** A contact counts as answered once; the same answer given again counts from the newer day. */
function answer(draft: Fold, reply: Properties<'Reminder Answered'>, context: ApplyContext): void {
  const { contactId, answer: said } = reply;
  if (!draft.answers.some(([answered]) => answered === contactId)) {
    draft.months = count(draft.months, monthOf(context.day), 'answers');
  }
  draft.answers = [
    ...draft.answers.filter(([answered, earlier]) => answered !== contactId || earlier !== said),
    [contactId, said, context.day] satisfies Fold['answers'][number],
  ].slice(-ANSWERS_KEPT);
  if (reply.answer === 'stop') draft.consents['any:marketing'] = [0, context.atMs];
}

function fail(draft: Fold, failure: Properties<'Delivery Failed'>, context: ApplyContext): void {
  if (failure.cause === 'complaint')
    draft.consents[`${failure.channel}:marketing`] = [0, context.atMs];
  if (failure.cause !== 'bounce-permanent' && failure.cause !== 'undeliverable') return;
  draft.unreachable = [...new Set([...draft.unreachable, failure.channel])].sort();
}

/** All is forgotten but that it was asked; what comes later is not folded any more. */
function erase(draft: Fold): void {
  const { facts, recent } = draft;
  for (const field of Object.keys(draft)) delete draft[field];
  Object.assign(draft, emptyFold(), { facts, recent, erased: true });
}
