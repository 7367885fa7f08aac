import type { Asset } from '#shared/domain/customer/state.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import type { Clock } from '../clock-error.ts';
import { endsWithin } from '../intervals/days-until.ts';
import { type LogInterval, logInterval } from '../intervals/log-interval.ts';
import type { VisitRhythm } from '../model/service.ts';
import type { Model } from '../model.ts';
import { lastServiceDay } from './last-service.ts';
import type { Limb } from './limb.ts';
import { type ServiceGap, serviceGaps } from './service-gaps.ts';
import { followsRhythm, nextVisit } from './visit-rhythm.ts';

/** Variance of ln days between assets of one product. */
const BETWEEN_ASSETS = 0.1;
/** Spread of ln days up to which a learned rhythm counts as known. */
const RHYTHM_KNOWN = 0.5;

/**
 * Service due by time: the interval agreed on, else the visits of its product's rhythm, else the
 * usual days between the asset's services.
 */
export function intervalLimb(asset: Asset, model: Model, today: number): Limb | undefined {
  const gaps = asset.everyDays === undefined ? serviceGaps(asset) : [];
  const { services } = model;
  const learned = Object.hasOwn(services, asset.product) ? services[asset.product] : undefined;
  const visits = asset.everyDays === undefined ? learned?.visits : undefined;
  if (learned !== undefined && visits !== undefined && followsRhythm(gaps, visits)) {
    return { ...visitLimb(asset, visits, today), clock: () => rhythmClock(learned) };
  }
  const interval = serviceInterval(asset, gaps, learned, model);
  if (interval === undefined) return undefined;
  const anchor = lastServiceDay(asset);
  const elapsed = Math.max(today - anchor, 0);
  const usual = asset.everyDays ?? Math.exp(interval.mean);
  const plainDay = anchor + Math.round(usual);
  return {
    ...inWords(asset, usual, plainDay, today),
    ...(asset.everyDays === undefined ? {} : { agreedDay: Math.max(plainDay, today) }),
    dueBy: (day) => endsWithin(interval, elapsed, Math.max(day - today, 0)),
    evidence: interval.spread <= RHYTHM_KNOWN ? 'enough' : 'thin',
    ...(asset.everyDays === undefined && learned !== undefined
      ? { clock: () => rhythmClock(learned) }
      : {}),
  };
}

/** Service due at one of the visits of a rhythm. */
function visitLimb(asset: Asset, visits: VisitRhythm, today: number): Limb {
  const next = nextVisit(asset, visits, today);
  return {
    ...inWords(asset, visits.everyDays, today + next.days, today),
    dueBy: (day) => next.within(Math.max(day - today, 0)),
    evidence: 'enough',
  };
}

/** A mean of so many spells is known to a share of how much they differ. */
const rhythmClock = ({ mu, sigma2, spells }: Model['services'][string]): Clock => ({
  usualDays: Math.exp(mu),
  sd: Math.sqrt(sigma2 / Math.max(spells, 1)),
});

function inWords({ everyDays }: Asset, usual: number, plainDay: number, today: number) {
  const left = plainDay - today;
  const text = (): string => {
    const rhythm = everyDays === undefined ? 'usually serviced' : 'service is due';
    const due = left < 0 ? `was due ${isoDate(plainDay)}` : `next on ${isoDate(plainDay)}`;
    return `${rhythm} every ${Math.round(usual)} days, ${due}`;
  };
  return { code: 'interval', text, value: left, plainDay } as const;
}

function serviceInterval(
  asset: Asset,
  gaps: readonly ServiceGap[],
  learned: Model['services'][string] | undefined,
  model: Model,
): LogInterval | undefined {
  if (asset.everyDays !== undefined) {
    return { mean: Math.log(asset.everyDays), spread: model.maintenance.adherence, doubt: 0 };
  }
  const planned = gaps.filter(({ isPlanned }) => isPlanned).map(({ days }) => Math.log(days));
  if (learned === undefined && planned.length < 2) return undefined;
  const sumLogGap = planned.reduce((sum, log) => sum + log, 0);
  const sumSquaredLogGap = planned.reduce((sum, log) => sum + log * log, 0);
  const own = { gaps: planned.length, sumLogGap, sumSquaredLogGap };
  const mu = learned?.mu ?? sumLogGap / planned.length;
  const sigma2 = learned?.sigma2 ?? BETWEEN_ASSETS;
  const shrinkage = {
    ...model.intervals,
    tau2: BETWEEN_ASSETS,
    kappaProduct: sigma2 / BETWEEN_ASSETS,
  };
  return logInterval(own, { mu, sigma2, leaveFirst: 0, known: true }, 0, shrinkage);
}
