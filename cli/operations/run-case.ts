import * as z from 'zod';
import { likelyInFull } from '#cli/chance.ts';
import { wrongUse } from '#cli/cli-error.ts';
import { noCustomer } from '#cli/customers/missing.ts';
import { styled, terminal } from '#cli/terminal.ts';
import { money } from '#cli/words.ts';
import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import {
  horizonDaysOf,
  isActive,
  isInFront,
  type SupportCase,
  toldOf,
} from '#shared/domain/cases/case.ts';
import { eventAbout } from '#shared/domain/deciding/decision-event.ts';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { detailOf, sourceOf } from '#shared/messaging/bus-entry.ts';
import { sqsQueue } from '#shared/messaging/sqs-queue.ts';
import { caseStore } from '#shared/pipeline/case-store.ts';
import type { CaseStep } from './case-step.ts';
import type { Place } from './place.ts';

type Asked = { readonly customerId: string; readonly owner: string; readonly step: CaseStep };

/** How the customer's case stands. @throws CliError when there never was one. */
export async function showCase(place: Place, customerId: string, json: boolean): Promise<void> {
  const kept = await caseOf(place, customerId);
  if (json) terminal.printJson(caseJson(kept, place));
  else terminal.print(caseText(kept, place));
}

/**
 * Sends the step in as an event. @throws CliError when there is no case that is not over, or the day
 * it is put off to is none or past.
 */
export async function takeStep(place: Place, asked: Asked, json: boolean): Promise<void> {
  const kept = await caseOf(place, asked.customerId);
  if (!isActive(kept)) {
    throw wrongUse(
      `the case of ${asked.customerId} is already ${kept.state.kind}`,
      'A new one opens when the customer is at risk again.',
    );
  }
  const event = eventOf(place, kept.caseId, asked);
  await submit(place, event);
  if (json) return terminal.printJson(event);
  const when =
    place.environment === undefined
      ? 'it counts as soon as the shop is served'
      : 'it counts within seconds';
  terminal.print(`${event.type}: case ${kept.caseId} of ${asked.customerId}; ${when}`);
}

async function caseOf({ documents, customers }: Place, customerId: string): Promise<SupportCase> {
  const { case: kept } = await caseStore(documents).load(customerId);
  if (kept !== undefined) return kept;
  if ((await customers.load(customerId)) === undefined) throw noCustomer(customerId);
  throw wrongUse(
    `there is no case of ${customerId}`,
    'Cases open after the daily pass, so many a day as the team takes; an import opens none. "beforehand at-risk" lists who is at risk.',
  );
}

function eventOf(place: Place, caseId: string, { customerId, owner, step }: Asked): OutboundEvent {
  const nowMs = place.clock.nowMs();
  const about = { customerId, nowMs };
  const identity = `${caseId}|${nowMs}`;
  switch (step.kind) {
    case 'acknowledge':
      return eventAbout(about, 'Case Acknowledged', identity, { caseId, owner });
    case 'snooze': {
      const until = dayStart(place, step.until, nowMs);
      return eventAbout(about, 'Case Snoozed', identity, { caseId, owner, until });
    }
    case 'resolve': {
      const { outcome } = step;
      return eventAbout(about, 'Case Resolved', identity, { caseId, owner, outcome });
    }
  }
}

/** The first moment of a local day of the shop. @throws CliError when it is no day, or has begun. */
function dayStart({ calendar }: Place, day: string, nowMs: number): string {
  const read = z.iso.date().safeParse(day);
  if (!read.success) throw wrongUse(`${day} is no day`, 'Write it as 2026-03-13.');
  const atMs = calendar.at(dayOfIso(read.data), 0);
  if (atMs > nowMs) return new Date(atMs).toISOString();
  throw wrongUse(`${day} has begun already`, 'A case is put off until a later day.');
}

/** Onto the bus of an environment; a data folder has its queues only while nobody serves it. */
async function submit(place: Place, event: OutboundEvent): Promise<void> {
  if (place.environment !== undefined) return place.bus.publish([event]);
  const { client, work } = await place.queues();
  const url = work.get('alerts');
  if (url === undefined) throw new Error('the shop has no queue for cases');
  const message = { source: sourceOf(event), 'detail-type': event.type, detail: detailOf(event) };
  await sqsQueue(client, url).send([message]);
}

const caseJson = (kept: SupportCase, { shop }: Place) => ({
  ...kept,
  risk: {
    ...kept.risk,
    ...(toldOf(kept) ?? { likelihood: null }),
    horizonDays: horizonDaysOf(kept, shop),
  },
});

function caseText(kept: SupportCase, { clock, shop }: Place): string {
  const { customerId, caseId, risk, newsMs } = kept;
  const told = toldOf(kept);
  const leaving =
    told === undefined
      ? 'too early to say how likely to leave'
      : `${likelyInFull(told)} to leave within ${horizonDaysOf(kept, shop)} days`;
  return [
    `${styled('bold', customerId)}: case ${caseId} ${standing(kept, clock.nowMs())}`,
    `  ${leaving}, ${money(risk.valueAtStakeMinor, risk.currency)} at stake, class ${risk.abcClass}, as of ${isoInstant(newsMs).slice(0, 10)}`,
    ...toldReasons(risk.reasons).map((text) => `      - ${text}`),
    `  ${risk.suggestedAction}`,
  ].join('\n');
}

const isoInstant = (atMs: number): string => new Date(atMs).toISOString();

function standing(kept: SupportCase, nowMs: number): string {
  const { state } = kept;
  const on = (atMs: number): string => isoInstant(atMs).slice(0, 16);
  switch (state.kind) {
    case 'waiting':
      return 'waits for a place in the team’s day';
    case 'open':
    case 'closed':
      return `${state.kind === 'open' ? 'is open' : 'closed by itself'} since ${on(state.sinceMs)}`;
    case 'acknowledged':
      return `is looked after by ${state.owner} since ${on(state.sinceMs)}`;
    case 'snoozed':
      return isInFront(kept, nowMs)
        ? `is back since ${on(state.untilMs)}, put off by ${state.owner}`
        : `is put off until ${on(state.untilMs)} by ${state.owner}`;
    case 'resolved':
      return `was closed by ${state.owner} on ${on(state.sinceMs)}: ${state.outcome}`;
  }
}
