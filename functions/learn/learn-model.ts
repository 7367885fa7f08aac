import type { Model } from '#shared/domain/forecasting/model.ts';
import {
  chooseModel,
  dataWindow,
  type Histories,
  judgedFrom,
  layersOver,
} from '#shared/domain/forecasting/training/learn-from-histories.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { saveModel } from '#shared/pipeline/model-store.ts';
import { versionOf } from '#shared/pipeline/model-versions.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { CustomerStore, DocumentStore, Ledger } from '#shared/store/ports.ts';
import { readHistories } from './read-histories.ts';
import { dropSurvey, keepSurvey, keptSurvey, type Survey, takeSurvey } from './survey.ts';

export type LearnDeps = {
  readonly customers: Pick<CustomerStore, 'scan'>;
  readonly ledger: Pick<Ledger, 'facts'>;
  readonly documents: DocumentStore;
  readonly clock: Clock;
  readonly calendar: Calendar;
};

export type LearnOptions = {
  /** Day as of which is learned; the shop's day now unless given. */
  readonly today?: number;
  /** Learns and judges, and writes nothing. */
  readonly isTrial?: boolean;
  /** Takes up today's run where it broke off. Only where no import can come in between. */
  readonly resumes?: boolean;
};

export type Learned = {
  readonly model: Model;
  /** `held-back`: another version is held in force by hand. `nothing`: there are no customers. */
  readonly became: 'in-force' | 'held-back' | 'nothing' | 'trial';
};

/**
 * Learns the model of the shop and puts it into force, group by group where it stands its ground
 * against the model before. Every customer's state teaches the closed forms; the histories of a
 * sample teach the layers over them and judge both on days that neither has seen. Done again on the
 * same day it gives the same model. A shop without customers keeps what ships.
 */
export async function learnModel(deps: LearnDeps, options: LearnOptions = {}): Promise<Learned> {
  const { documents, calendar, clock } = deps;
  const { today = calendar.dayOf(clock.nowMs()), isTrial = false, resumes = false } = options;
  const survey = await surveyed(deps, today, resumes && !isTrial);
  if (survey.closedForms.customers === 0) return { model: survey.closedForms, became: 'nothing' };
  const histories = await readHistories(deps.ledger, survey.customerIds);
  const model = await chosen(deps, survey.closedForms, histories, today);
  if (isTrial) return { model, became: 'trial' };
  const became = await saveModel(documents, model);
  if (resumes) await dropSurvey(documents);
  return { model, became };
}

async function surveyed(
  { customers, documents }: LearnDeps,
  today: number,
  resumes: boolean,
): Promise<Survey> {
  if (!resumes) return takeSurvey(customers, today);
  const left = await keptSurvey(documents, today);
  if (left !== undefined) return left;
  const survey = await takeSurvey(customers, today);
  await keepSurvey(documents, today, survey);
  return survey;
}

async function chosen(
  { documents, calendar }: LearnDeps,
  closedForms: Model,
  histories: Histories,
  today: number,
): Promise<Model> {
  const learned = layersOver(closedForms, histories, today, calendar);
  const window = dataWindow(histories, today, calendar) ?? { firstDay: today, lastDay: today };
  const common = {
    ...window,
    customers: learned.customers,
    histories: histories.length,
    facts: histories.reduce((sum, facts) => sum + facts.length, 0),
  };
  const fromDay = judgedFrom(window.firstDay, today);
  if (fromDay === undefined) return { ...learned, record: { ...common, verdicts: [] } };
  const champion = await versionOf(documents, fromDay);
  const choice = chooseModel(learned, champion, histories, { fromDay, calendar });
  const judged = { champion: champion.version, fromDay, toDay: today };
  return { ...choice.model, record: { ...common, judged, verdicts: choice.verdicts } };
}
