import type { Asset } from '#shared/domain/customer/state.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { endsWithin } from '../intervals/days-until.ts';
import { type LogInterval, logInterval } from '../intervals/log-interval.ts';
import type { Model } from '../model.ts';
import { lastServiceDay } from './last-service.ts';
import type { Limb } from './limb.ts';

/** Variance of ln days between assets of one product. */
const BETWEEN_ASSETS = 0.1;
/** Spread of ln days up to which a learned rhythm counts as known. */
const RHYTHM_KNOWN = 0.5;

/** Service due by time: the interval of the asset, else the rhythm in which it was serviced. */
export function intervalLimb(asset: Asset, model: Model, today: number): Limb | undefined {
  const interval = serviceInterval(asset, model);
  if (interval === undefined) return undefined;
  const anchor = lastServiceDay(asset);
  const elapsed = Math.max(today - anchor, 0);
  const usual = asset.everyDays ?? Math.exp(interval.mean);
  const plainDay = anchor + Math.round(usual);
  const left = plainDay - today;
  const rhythm = asset.everyDays === undefined ? 'usually serviced' : 'service is due';
  const due = left < 0 ? `was due ${isoDate(plainDay)}` : `next on ${isoDate(plainDay)}`;
  return {
    code: 'interval',
    dueBy: (day) => endsWithin(interval, elapsed, Math.max(day - today, 0)),
    text: `${rhythm} every ${Math.round(usual)} days, ${due}`,
    value: left,
    evidence: interval.spread <= RHYTHM_KNOWN ? 'enough' : 'thin',
    plainDay,
  };
}

function serviceInterval(asset: Asset, model: Model): LogInterval | undefined {
  if (asset.everyDays !== undefined) {
    return { mean: Math.log(asset.everyDays), spread: model.maintenance.adherence, doubt: 0 };
  }
  const planned = Object.values(asset.components)
    .flatMap(({ spells }) => spells)
    .filter((days) => days > 0)
    .map((days) => Math.log(days));
  const { product } = asset;
  const learned = Object.hasOwn(model.services, product) ? model.services[product] : undefined;
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
