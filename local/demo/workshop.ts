import { DAY_MS, HOUR_MS } from '#shared/domain/time/spans.ts';
import { applianceOf } from './catalogue.ts';
import type { DemoCustomer, OwnedAppliance } from './demo-customer.ts';
import type { Diary } from './diary.ts';
import type { ReminderEffect } from './pantry.ts';
import type { Random } from './random.ts';
import type { TrueNeed } from './true-need.ts';

/** One appliance in use. Days are local days of the shop since 1970-01-01. */
type InUse = {
  readonly owned: OwnedAppliance;
  meter: number;
  meterAtService: number;
  need: TrueNeed;
  /** Books a service on its own when below `BOOKS_UNREMINDED`. */
  bookDraw: number;
  bookOn: number;
  bookedFor: number | undefined;
  readOn: number | undefined;
};

export type Workshop = {
  register(diary: Diary, hour: number): void;
  /** One day of use: readings, bookings, services and failures are written into the diary. */
  use(diary: Diary, hour: number): void;
  sawReminder(assetId: string, day: number): ReminderEffect;
  /** The customer was asked for a meter reading and may give one. */
  askedForReading(assetId: string, day: number): void;
  leave(): void;
  needs(): readonly TrueNeed[];
};

const BOOKS_UNREMINDED = 0.45;
const BOOKS_MORE_WHEN_REMINDED = 0.3;
const READINGS_A_DAY = 1 / 50;
const READS_WHEN_ASKED = 0.6;
/** A neglected appliance fails more often. */
const OVERDUE_HAZARD = 2;
const SERVICE_MINOR = 8_900;

/** The appliances of one household. */
export function openWorkshop(customer: DemoCustomer, random: Random): Workshop {
  const inUse = customer.appliances.map((owned) => newInUse(customer, owned, random));
  const settled: TrueNeed[] = [];

  const serviced = (item: InUse, diary: Diary, hour: number, cause: 'planned' | 'failure') => {
    const outcome = cause === 'failure' ? 'failed' : 'here';
    settled.push({ ...item.need, outcome, doneDay: diary.day, ...failedOn(cause, item, diary) });
    writeService(item, diary, hour, cause);
    item.meterAtService = item.meter;
    startSpell(item, customer, diary.day, random);
  };
  const useOne = (item: InUse, diary: Diary, hour: number): void => {
    item.meter += item.owned.perDay * random.between(0.5, 1.5);
    const fails = random.chance(hazard(item, diary.day));
    if (item.bookedFor === diary.day || fails) {
      serviced(item, diary, hour, fails ? 'failure' : 'planned');
      return;
    }
    if (item.bookOn === diary.day && item.bookedFor === undefined) book(item, diary, hour, random);
    const reads = item.readOn === diary.day || random.chance(READINGS_A_DAY);
    if (reads && item.owned.perDay > 0) writeReading(item, diary, hour);
  };
  const find = (assetId: string) => inUse.find(({ owned }) => owned.assetId === assetId);

  return {
    register: (diary, hour) => {
      for (const item of inUse) writeRegistration(item.owned, diary, hour);
    },
    use: (diary, hour) => {
      for (const item of inUse) useOne(item, diary, hour);
    },
    sawReminder(assetId, day) {
      const item = find(assetId);
      if (item === undefined || item.bookedFor !== undefined) return 'already-done';
      return remind(item, day, random);
    },
    askedForReading(assetId, day) {
      const item = find(assetId);
      if (item !== undefined && random.chance(READS_WHEN_ASKED)) {
        item.readOn = day + random.whole(1, 3);
      }
    },
    leave() {
      for (const { need } of inUse) settled.push({ ...need, outcome: 'left' });
      inUse.length = 0;
    },
    needs: () => [...settled, ...inUse.map(({ need }) => need)],
  };
}

function newInUse(customer: DemoCustomer, owned: OwnedAppliance, random: Random): InUse {
  const item: InUse = {
    owned,
    meter: 0,
    meterAtService: 0,
    need: newNeed(customer, owned, customer.joinDay, true),
    bookDraw: 0,
    bookOn: 0,
    bookedFor: undefined,
    readOn: undefined,
  };
  startSpell(item, customer, customer.joinDay, random);
  return item;
}

function startSpell(item: InUse, customer: DemoCustomer, day: number, random: Random): void {
  item.bookDraw = random.uniform();
  item.bookedFor = undefined;
  const books = item.bookDraw < BOOKS_UNREMINDED;
  item.need = newNeed(customer, item.owned, day, books);
  item.bookOn = books ? item.need.needDay + random.whole(-10, 15) : Number.POSITIVE_INFINITY;
}

/** Service is due by time or by true use, whichever comes first. */
function newNeed(
  { customerId }: DemoCustomer,
  owned: OwnedAppliance,
  anchorDay: number,
  books: boolean,
): TrueNeed {
  const { serviceEveryDays, meter } = applianceOf(owned.productId);
  const byUse = meter === undefined ? Number.POSITIVE_INFINITY : meter.serviceEvery / owned.perDay;
  return {
    customerId,
    kind: 'maintenance',
    subject: owned.assetId,
    anchorDay,
    needDay: anchorDay + Math.round(Math.min(serviceEveryDays, byUse)),
    outcome: 'open',
    unreminded: books ? 'here' : 'elsewhere',
    valueMinor: SERVICE_MINOR,
  };
}

/** Weibull hazard of today, times the frailty of this appliance. */
function hazard({ owned, need }: InUse, day: number): number {
  const { failureShape, failureScaleDays } = applianceOf(owned.productId);
  const age = Math.max(1, day - (need.anchorDay ?? day));
  const daily = (failureShape / failureScaleDays) * (age / failureScaleDays) ** (failureShape - 1);
  return owned.frailty * daily * (day > need.needDay ? OVERDUE_HAZARD : 1);
}

/** An appliance that fails before its service is due needed it on the day it failed. */
const failedOn = (cause: 'planned' | 'failure', { need }: InUse, { day }: Diary) =>
  cause === 'failure' && day < need.needDay ? { needDay: day } : {};

function remind(item: InUse, day: number, random: Random): ReminderEffect {
  if (item.need.needDay - day > 45) return 'too-early';
  item.need = { ...item.need, remindedDay: item.need.remindedDay ?? day };
  if (item.bookDraw < BOOKS_UNREMINDED + BOOKS_MORE_WHEN_REMINDED) {
    item.bookOn = Math.min(Math.max(item.bookOn, day + 1), day + random.whole(1, 4));
  }
  return 'helped';
}

function book(item: InUse, diary: Diary, hour: number, random: Random): void {
  item.bookedFor = diary.day + random.whole(3, 10);
  const scheduledFor = new Date(item.bookedFor * DAY_MS + 10 * HOUR_MS).toISOString();
  diary.write(hour, {
    type: 'Service Scheduled',
    properties: { assetId: item.owned.assetId, scheduledFor },
  });
}

function writeService(
  { owned, meter }: InUse,
  diary: Diary,
  hour: number,
  cause: 'planned' | 'failure',
): void {
  const meterValue = owned.perDay > 0 ? { meterValue: tenths(meter) } : {};
  if (cause === 'failure') {
    diary.write(hour, { type: 'Support Contacted', properties: { handlingMinutes: 15 } });
  }
  diary.write(hour, {
    type: 'Service Completed',
    properties: { assetId: owned.assetId, cause, ...meterValue },
  });
}

const writeReading = ({ owned, meter }: InUse, diary: Diary, hour: number): void =>
  diary.write(hour, {
    type: 'Meter Reading Recorded',
    properties: { assetId: owned.assetId, value: tenths(meter) },
  });

function writeRegistration(owned: OwnedAppliance, diary: Diary, hour: number): void {
  const { serviceEveryDays, meter } = applianceOf(owned.productId);
  diary.write(hour, {
    type: 'Product Registered',
    properties: {
      assetId: owned.assetId,
      productId: owned.productId,
      serviceIntervalDays: serviceEveryDays,
      ...(meter && { serviceIntervalMeter: meter.serviceEvery, meterUnit: meter.unit }),
    },
  });
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
