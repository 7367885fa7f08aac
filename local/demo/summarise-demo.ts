import type { InboxMessage } from '#local/inbox.ts';
import type { SupportCase } from '#shared/domain/cases/case.ts';
import { decisionId } from '#shared/domain/deciding/decision-event.ts';
import { isHeldOut } from '#shared/domain/deciding/holdout.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { computeKpis, findFigure } from '#shared/domain/kpi/compute-kpis.ts';
import { calendarOf, isoDate } from '#shared/domain/time/calendar.ts';
import type { DemoShop } from './demo-shop.ts';
import type { DemoSummary, ExampleReminder, ReminderKind } from './demo-summary.ts';
import { gradeAlarms, plainAlarms } from './grade-alarms.ts';
import { gradeForecasts } from './grade-forecasts.ts';
import type { LivedDemo } from './live-demo.ts';
import { daysOfOrders, turnoverOf } from './orders.ts';
import { alarmsOf, saidNeeds } from './read-foresight.ts';
import { summariseCases } from './summarise-cases.ts';
import { effectLines, KPI_WINDOW, type KpisByGroup, kpiLines } from './summarise-kpis.ts';
import { tallyReminders } from './tally-reminders.ts';
import { gainedByReminder, type TrueNeed } from './true-need.ts';

/** What the pipeline left behind at the end of the demo. */
export type DemoRemains = {
  readonly sums: KpisByGroup;
  readonly cases: readonly SupportCase[];
  readonly messages: readonly InboxMessage[];
  readonly model: Model;
  readonly nowMs: number;
  readonly tookSeconds: number;
};

const TOP_REASONS = 6;
const PLAIN_SILENT_DAYS = 60;

/** Puts together what was seen, what remains and what was true. */
export function summariseDemo(shop: DemoShop, lived: LivedDemo, remains: DemoRemains): DemoSummary {
  const { world, witness, inbound } = lived;
  const events = witness.events();
  const needs = world.needs();
  const { dayOf } = calendarOf(shop.settings.timeZone);
  const orderDays = daysOfOrders(lived.inbound, dayOf);
  const tally = tallyReminders(events, kindsOf(needs));
  const said = saidNeeds(events, dayOf);
  const treated = shop.customers.filter(({ customerId }) => !isHeldOut(customerId, shop.settings));
  const habits = habitsOf(shop);
  const grade = (kind: TrueNeed['kind']) =>
    gradeForecasts(
      said.filter((each) => each.kind === kind),
      needs.filter((each) => each.kind === kind),
      (customerId, subject) => orderDays.ofProduct.get(`${customerId} ${subject}`) ?? [],
      (customerId, subject) => habits.get(`${customerId} ${subject}`),
    );
  const alarms = alarmsOf(events, dayOf);
  const plain = plainAlarms(orderDays.ofCustomer, PLAIN_SILENT_DAYS, shop.lastDay);
  const figures = computeKpis(remains.sums.all, remains.sums.all.today ?? shop.lastDay);
  return {
    shop: {
      name: shop.settings.name,
      currency: shop.settings.currency,
      customers: shop.customers.length,
      controlGroup: shop.customers.length - treated.length,
      from: isoDate(shop.firstDay),
      to: isoDate(shop.lastDay),
      days: shop.lastDay - shop.firstDay + 1,
      events: inbound.length,
      ...turnoverOf(lived.inbound),
      tookSeconds: remains.tookSeconds,
    },
    reminders: tally.reminders,
    messages: tally.messages,
    silences: tally.silences.slice(0, TOP_REASONS),
    cases: summariseCases(remains.cases, remains.nowMs),
    kpis: kpiLines(remains.sums, figures),
    effects: effectLines(figures),
    trueEffect: trueEffectOf(needs, shop.lift),
    forecasts: {
      replenishment: grade('replenishment'),
      maintenance: grade('maintenance'),
      intervalCoverage:
        findFigure(figures, 'forecast-interval-coverage', KPI_WINDOW)?.value ?? null,
      modelVersion: remains.model.version,
      modelCustomers: remains.model.customers,
      modelVerdicts: remains.model.record?.verdicts ?? [],
    },
    leavers: {
      ours: gradeAlarms(alarms, treated, shop.lastDay),
      plainSilentDays: PLAIN_SILENT_DAYS,
      plain: gradeAlarms(plain, treated, shop.lastDay),
    },
    example: exampleOf(shop, remains.messages),
  };
}

/** How long each product usually lasts each customer, days. */
const habitsOf = ({ customers }: DemoShop): ReadonlyMap<string, number> =>
  new Map(
    customers.flatMap(({ customerId, habits }) =>
      habits.map(({ productId, lastsDays }) => [`${customerId} ${productId}`, lastsDays] as const),
    ),
  );

/** Decisions are named after customer, kind, subject and anchor, so true needs lead to them. */
function kindsOf(needs: readonly TrueNeed[]): (id: string) => ReminderKind | undefined {
  const kinds = new Map<string, ReminderKind>();
  for (const { customerId, kind, subject, anchorDay } of needs) {
    if (anchorDay === undefined) continue;
    kinds.set(decisionId(customerId, { kind, subject, anchor: anchorDay }), kind);
  }
  return (id) => kinds.get(id);
}

function trueEffectOf(needs: readonly TrueNeed[], lift: number): DemoSummary['trueEffect'] {
  const reached = needs.filter(
    ({ kind, remindedDay, doneDay }) =>
      kind === 'replenishment' && remindedDay !== undefined && doneDay !== undefined,
  );
  const gained = reached.filter(gainedByReminder);
  return {
    liftPerReminder: lift,
    needsReminded: reached.length,
    needsGained: gained.length,
    gainedMinor: gained.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
  };
}

/** The newest e-mail in English, as most readers of the summary will understand it. */
function exampleOf(shop: DemoShop, messages: readonly InboxMessage[]): ExampleReminder | null {
  const english = new Set(
    shop.customers.flatMap(({ profile }) => (profile.locale === 'en' ? [profile.email] : [])),
  );
  const found =
    messages.findLast(({ channel, to }) => channel === 'email' && english.has(to)) ??
    messages.findLast(({ channel }) => channel !== 'topic');
  if (found === undefined) return null;
  const { channel, to, subject, text } = found;
  return { channel, to, ...(subject !== undefined && { subject }), text };
}
