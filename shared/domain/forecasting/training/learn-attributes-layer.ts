import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { stableShare } from '#shared/domain/stable-hash.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { attributeOdds } from '../attributes/attribute-odds.ts';
import {
  type AttributeRow,
  type LearnedAttributes,
  learnHeldOut,
} from '../attributes/learn-attributes.ts';
import { forecastChurn } from '../churn.ts';
import { learnedFrom } from '../learning/learned-from.ts';
import { thinnedSample } from '../learning/thinned-sample.ts';
import type { Model } from '../model.ts';
import { fitLogistic } from '../statistics/fit-logistic.ts';
import { logOdds } from '../statistics/odds.ts';
import type { Lesson, StartLayer } from './layer-learning.ts';
import { lookBack, type Moment } from './look-back.ts';
import { countWithin } from './timeline.ts';

const HORIZON_DAYS = 90;
/** Moments to choose from, a horizon apart; each customer teaches one of them. */
const MOMENTS = 4;
/** Customers who must have left, and as many who stayed. */
const NEEDED = 300;
const ROWS = 12_000;
/** How firmly the weight beside the customer's history is held to 1, in examples. */
const WEIGHT_RIDGE = 20;
const MOST_WEIGHT = 1.5;

/** A customer described, what became of them, and what their history alone foretold (log-odds). */
type Row = AttributeRow & { readonly history: number };
type Attributes = NonNullable<Model['attributes']>;

/**
 * Learns which attributes foretell leaving: that all running subscriptions are cancelled within 90
 * days, or without one, that an active customer buys nothing in them. One past moment a customer.
 */
export const learnAttributesLayer: StartLayer = (lesson) => {
  const sample = thinnedSample<Row>(ROWS);
  return {
    add(facts) {
      const row = rowOf(facts, lesson);
      if (row !== undefined) sample.add(row);
    },
    finish() {
      const rows = sample.rows();
      return rows.length === 0 ? {} : { attributes: learned(rows, lesson.today) };
    },
  };
};

function rowOf(facts: readonly Fact[], { model, today, calendar }: Lesson): Row | undefined {
  const days = Array.from({ length: MOMENTS }, (_, at) => today - (at + 1) * HORIZON_DAYS);
  const rows: Row[] = [];
  for (const moment of lookBack(
    facts,
    days.filter((day) => day >= 0),
    calendar,
  )) {
    const { day, fold } = moment;
    const left = hasLeft(moment);
    if (fold.attributes === undefined || left === undefined) continue;
    const { probability, evidence } = forecastChurn(fold, model, day, HORIZON_DAYS);
    if (evidence === 'none') continue;
    rows.push({ attributes: fold.attributes, left: left ? 1 : 0, history: logOdds(probability) });
  }
  return rows[Math.floor(stableShare(`moment ${facts[0]?.key}`) * rows.length)];
}

/** Undefined for those who were not there to leave. */
function hasLeft({ day, fold, timeline }: Moment): boolean | undefined {
  const running = runningAt(fold);
  const last = day + HORIZON_DAYS;
  if (running.length > 0) {
    return running.every((id) => (timeline.cancelled.get(id) ?? Number.POSITIVE_INFINITY) <= last);
  }
  if (countWithin(timeline.visits, day - HORIZON_DAYS, day) === 0) return undefined;
  return countWithin(timeline.visits, day, last) === 0;
}

const runningAt = ({ subscriptions }: Fold): string[] =>
  Object.entries(subscriptions).flatMap(([id, { cancelled }]) =>
    cancelled === undefined ? [id] : [],
  );

function learned(rows: readonly Row[], today: number): Attributes {
  const left = rows.filter((row) => row.left === 1).length;
  const what = `${rows.length} customers with attributes, ${left} of them left`;
  if (Math.min(left, rows.length - left) < NEEDED) {
    const note = `not learned: ${what}; ${NEEDED} must have left and as many stayed`;
    return { weight: 0, from: { source: 'shipped', dataset: 'none', date: isoDate(today), note } };
  }
  const fitted = learnHeldOut(rows);
  return { model: fitted.model, weight: weightOf(rows, fitted), from: learnedFrom(what, today) };
}

/** How much of the log-odds, foretold for customers not yet seen, counts beside their history. */
function weightOf(rows: readonly Row[], { model, foretold }: LearnedAttributes): number {
  const { typical } = attributeOdds({}, model);
  const inputs = new Float64Array(rows.length * 2);
  for (const [at, { history }] of rows.entries()) {
    inputs[2 * at] = history;
    inputs[2 * at + 1] = (foretold[at] ?? 0) - typical;
  }
  const { weights } = fitLogistic(
    { rows: rows.length, columns: 2, inputs, outcomes: Float64Array.from(rows, (row) => row.left) },
    { ridge: WEIGHT_RIDGE, centre: { intercept: 0, weights: [1, 1] } },
  );
  return Number(Math.min(Math.max(weights[1] ?? 0, 0), MOST_WEIGHT).toPrecision(4));
}
