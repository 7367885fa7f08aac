import type { Asset, Book, Customer, Decision } from '#shared/domain/customer/state.ts';
import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { maintenancesWithin } from '#shared/domain/forecasting/maintenance.ts';
import { missedDay, reminderDay } from '#shared/domain/forecasting/reminder-day.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';
import { askedKey, declinedKey } from './asked.ts';
import { mayProfile } from './consent.ts';
import type { DecideContext } from './context.ts';
import { type Decided, decisionId } from './decision-event.ts';

/** Most needs that one dawn takes up for one customer, and that may be open at once. */
export const NEEDS_PER_DAWN = 5;
export const OPEN_DECISIONS = 12;
/** Days after the day a service fell due in which reminding of it still makes sense. */
const MAINTENANCE_GRACE_DAYS = 60;
/** What will fall due within so many days is said together with what is due today. */
const TOGETHER_DAYS = 4;

/** What the customer should hear about from today on and was not yet decided, most pressing first. */
export function findNeeds(customer: Customer, context: DecideContext): Decided[] {
  const { fold, book } = customer;
  const room = OPEN_DECISIONS - Object.keys(book.decisions).length;
  if (room <= 0 || !mayProfile(fold)) return [];
  const { due, soon } = replenishments(customer, context);
  const together = due.length > 0 ? [...due, ...soon] : [];
  const needs = [...together, ...maintenances(customer, context)];
  return needs.sort(mostPressingFirst).slice(0, Math.min(room, NEEDS_PER_DAWN));
}

type Need = Pick<Decision, 'kind' | 'subject' | 'anchor'>;

const isNew = (book: Book, need: Need, { customerId, today }: DecideContext): boolean =>
  book.asked[askedKey(need)] !== need.anchor &&
  !((book.asked[declinedKey(need)] ?? 0) > today) &&
  book.decisions[decisionId(customerId, need)] === undefined;

const mostPressingFirst = ([a, left]: Decided, [b, right]: Decided): number =>
  right.probability - left.probability || left.expected - right.expected || (a < b ? -1 : 1);

/**
 * What is to be said now, and what would be in a few days. The days are asked first: they cost less
 * than the forecast, of which most days need none.
 */
function replenishments(
  { fold, book }: Customer,
  context: DecideContext,
): { readonly due: readonly Decided[]; readonly soon: readonly Decided[] } {
  const { model, today, shop } = context;
  const due: Decided[] = [];
  const soon: Decided[] = [];
  for (const subject of Object.keys(fold.pairs)) {
    const from = reminderDay(fold, subject, model, shop.leadDays.replenishment);
    if (from === undefined || today < from - TOGETHER_DAYS) continue;
    const until = missedDay(fold, subject, model);
    if (until === undefined || today > until) continue;
    const forecast = forecastReplenishment(fold, subject, model, today);
    if (forecast.evidence === 'none') continue;
    const need = {
      kind: 'replenishment',
      subject,
      anchor: Math.round(forecast.anchorDay),
    } as const;
    if (!isNew(book, need, context)) continue;
    const list = today < from ? soon : due;
    list.push(...decided(need, forecast, until, fold.spentMinor, context));
  }
  return { due, soon };
}

function maintenances({ fold, book }: Customer, context: DecideContext): Decided[] {
  const { model, today, shop } = context;
  const lead = shop.leadDays.maintenance;
  const due: Decided[] = [];
  for (const forecast of maintenancesWithin(fold, model, today, lead)) {
    const asset = fold.assets[forecast.subject];
    if (asset === undefined || (asset.booked ?? -1) >= today) continue;
    const { kind, subject, evidence, expectedDay } = forecast;
    if (evidence === 'none' || expectedDay === undefined || kind === 'churn') continue;
    if (today < expectedDay - lead) continue;
    const until = Math.max(expectedDay, today) + MAINTENANCE_GRACE_DAYS;
    const anchorDay = kind === 'meter-reading' ? lastReadingDay(asset) : forecast.anchorDay;
    const need = { kind, subject, anchor: Math.round(anchorDay) };
    if (!isNew(book, need, context)) continue;
    due.push(...decided(need, forecast, until, fold.spentMinor, context));
  }
  return due;
}

/** A reading is wanted since the last one, whenever the last service was. */
const lastReadingDay = (asset: Asset): number => asset.readings.at(-1)?.[0] ?? asset.since;

function decided(
  need: Need,
  forecast: Forecast,
  expires: number,
  spent: number,
  { customerId, nowMs }: DecideContext,
): Decided[] {
  const { expectedDay, p10Day, p90Day, plainDay } = forecast;
  if (expectedDay === undefined || p10Day === undefined || p90Day === undefined) return [];
  const decision: Decision = {
    ...need,
    decidedMs: nowMs,
    probability: Math.round(forecast.probability * 1e4) / 1e4,
    ...(forecast.toldIn === 'words' ? { toldIn: forecast.toldIn } : {}),
    horizon: Math.round(forecast.horizonDays),
    expected: Math.round(expectedDay),
    p10: Math.floor(p10Day),
    p90: Math.ceil(p90Day),
    ...(plainDay === undefined ? {} : { plain: Math.round(plainDay) }),
    model: forecast.modelVersion,
    status: 'held',
    expires: Math.floor(expires),
    spent,
    reasons: forecast.reasons.map(({ text, value }) => [text, Math.round(value * 1e3) / 1e3]),
  };
  return [[decisionId(customerId, decision), decision]];
}
