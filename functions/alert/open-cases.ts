import * as z from 'zod';
import { openCase } from '#shared/domain/cases/apply-risk-event.ts';
import type { SupportCase } from '#shared/domain/cases/case.ts';
import { type Calendar, isoDate } from '#shared/domain/time/calendar.ts';
import { caseStore } from '#shared/pipeline/case-store.ts';
import { latestPass } from '#shared/pipeline/summaries.ts';
import type { Count } from '#shared/runtime/figures.ts';
import { changeDocument } from '#shared/store/change-document.ts';
import { type AlertDeps, changeCase } from './keep-case.ts';

export type OpeningDeps = AlertDeps & {
  readonly calendar: Calendar;
  /** Told about a customer whose events or case failed and will come up again. */
  readonly onFailure: (customerId: string, error: unknown) => void;
  readonly count?: Count;
};

/**
 * Opens waiting cases, highest value at stake first, until the team's day is full. A day's places are
 * kept in one document by compare-and-set, so never more than `shop.casesPerDay` open, however many
 * work at it. Whoever got a place and was interrupted is opened first. A case that fails keeps none
 * of the others waiting.
 * @returns the customers whose case failed; it stays in the queue
 */
export async function openCases(deps: OpeningDeps): Promise<readonly string[]> {
  const date = isoDate(deps.calendar.dayOf(deps.clock.nowMs()));
  const failed = new Set<string>();
  const tryToOpen = async (customerId: string): Promise<'full' | 'done' | 'failed'> => {
    try {
      return await openOne(deps, customerId, date);
    } catch (error) {
      deps.onFailure(customerId, error);
      failed.add(customerId);
      return 'failed';
    }
  };
  const places = placesOf(await deps.documents.get(DAYS, date));
  for (const place of places) {
    if (!place.isOpened) await tryToOpen(place.customerId);
  }
  if (places.length >= deps.shop.casesPerDay) return [...failed];
  const cases = caseStore(deps.documents);
  for (const { customerId, rank } of await cases.waiting()) {
    if (failed.has(customerId)) continue;
    const opened = await tryToOpen(customerId);
    if (opened === 'full') break;
    if (opened === 'done') await cases.unqueue(rank);
  }
  return [...failed];
}

/** Opens the day's cases. @throws Error when some failed, so that they are tried again. */
export async function openCasesAfterDawn(deps: OpeningDeps): Promise<void> {
  const { length } = await openCases(deps);
  if (length > 0) throw new Error(`${length} case${length > 1 ? 's' : ''} could not be opened`);
}

/**
 * Opens cases as they come, but before the day's dawn pass is complete they wait, so that the day
 * does not go to whichever customers the pass happens to read first. When the pass is late, the
 * shop's send hour is the latest moment to start.
 * @returns the customers whose case failed; it stays in the queue
 */
export async function openCasesInTurn(deps: OpeningDeps): Promise<readonly string[]> {
  const nowMs = deps.clock.nowMs();
  const latest = await latestPass(deps.documents);
  const today = isoDate(deps.calendar.dayOf(nowMs));
  const isRanked = latest !== undefined && latest.asOf >= today;
  const isTime = isRanked || deps.calendar.hourOf(nowMs) >= deps.shop.sendHour;
  return isTime ? openCases(deps) : [];
}

async function openOne(
  deps: OpeningDeps,
  customerId: string,
  date: string,
): Promise<'full' | 'done'> {
  const { case: kept } = await caseStore(deps.documents).load(customerId);
  const isWaiting = kept?.state.kind === 'waiting';
  if (isWaiting && !(await takePlace(deps, date, kept))) return 'full';
  const opened = await changeCase(deps, customerId, (known) => {
    const isSame = known?.state.kind === 'waiting' && known.caseId === kept?.caseId;
    return isSame ? openCase(known, deps.clock.nowMs()) : undefined;
  });
  if (opened !== undefined) deps.count?.('CasesOpened', 1);
  await confirmPlace(deps, date, customerId);
  return 'done';
}

const DAYS = 'cases-opened';
const casesOfDay = z.looseObject({
  places: z.array(z.object({ caseId: z.string(), customerId: z.string(), isOpened: z.boolean() })),
});
type Places = z.infer<typeof casesOfDay>['places'];

const placesOf = (stored: unknown): Places =>
  stored === undefined ? [] : casesOfDay.parse(stored).places;

/** Whether the case has a place in the day; one that already has keeps it. */
async function takePlace(deps: OpeningDeps, date: string, kept: SupportCase): Promise<boolean> {
  const { caseId, customerId } = kept;
  let hasPlace = false;
  await changeDay(deps, date, (places) => {
    const isThere = places.some((place) => place.caseId === caseId);
    hasPlace = isThere || places.length < deps.shop.casesPerDay;
    return isThere || !hasPlace ? places : [...places, { caseId, customerId, isOpened: false }];
  });
  return hasPlace;
}

/** Marks the customer's place as opened, so that nobody opens it first again. */
const confirmPlace = (deps: OpeningDeps, date: string, customerId: string): Promise<void> =>
  changeDay(deps, date, (places) =>
    places.some((place) => place.customerId === customerId && !place.isOpened)
      ? places.map((place) =>
          place.customerId === customerId ? { ...place, isOpened: true } : place,
        )
      : places,
  );

const changeDay = (
  { documents }: OpeningDeps,
  date: string,
  change: (places: Places) => Places,
): Promise<void> =>
  changeDocument(documents, DAYS, date, (before) => {
    const places = placesOf(before);
    const next = change(places);
    return next === places ? undefined : { places: next };
  });
