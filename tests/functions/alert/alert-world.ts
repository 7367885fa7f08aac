import * as z from 'zod';
import type { OpeningDeps } from '#functions/alert/open-cases.ts';
import { readCaseEvent } from '#functions/alert/read-case-event.ts';
import { takeCaseEvents } from '#functions/alert/take-case-events.ts';
import type { Likelihood } from '#shared/contracts/outbound.ts';
import type { RiskEvent } from '#shared/domain/cases/apply-risk-event.ts';
import { supportCase } from '#shared/domain/cases/case.ts';
import type { CaseAction } from '#shared/domain/cases/case-actions.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { memoryTopic } from '#tests/doubles/memory-topic.ts';
import type { Step } from '#tests/doubles/step.ts';

const shop = shopWith({ casesPerDay: 2, sendHour: 9 });

type RiskName = 'Customer At Risk' | 'Customer Lost' | 'Customer Recovered';

export type RiskNews = {
  readonly type: RiskName;
  readonly customerId?: string;
  readonly at?: string;
  readonly caseId?: string;
  readonly valueAtStakeMinor?: number;
  readonly abcClass?: 'A' | 'B' | 'C';
  /** Left out as in the events of before. */
  readonly toldIn?: 'percent' | 'words';
  readonly horizonDays?: number;
  readonly probability?: number | null;
  readonly likelihood?: Likelihood;
};

/** A message of the bus that shows only what matters. */
export const riskBody = ({
  type,
  customerId = 'C-1',
  at = '2026-03-10T12:00:00Z',
  caseId = 'case-1',
  valueAtStakeMinor = 12_000,
  abcClass = 'B',
  toldIn,
  horizonDays,
  probability = 0.83,
  likelihood,
}: RiskNews) => ({
  source: 'beforehand.outbound',
  'detail-type': type,
  detail: {
    customerId,
    metadata: { id: `${caseId}-${type.replaceAll(' ', '-')}`, occurredAt: at },
    properties: {
      caseId,
      probability,
      ...(likelihood === undefined ? {} : { likelihood }),
      ...(toldIn === undefined ? {} : { toldIn }),
      ...(horizonDays === undefined ? {} : { horizonDays }),
      valueAtStakeMinor,
      currency: 'EUR',
      abcClass,
      stage: 'developed',
      reasons: [{ code: 'silence', text: 'usually every 24 days, last 61 days ago', value: 61 }],
      suggestedAction: 'call',
    },
  },
});

export function riskEvent(news: RiskNews): RiskEvent {
  const event = readCaseEvent(riskBody(news));
  if (event.type === news.type) return event;
  throw new RangeError(`expected ${news.type}, got ${event.type}`);
}

/** What somebody of the team did about the case `case-1` of customer `C-1`. */
export type Done = {
  readonly type: CaseAction['type'];
  readonly at: string;
  readonly caseId?: string;
  readonly until?: string;
  readonly outcome?: string;
};

export const actionBody = ({ type, at, caseId = 'case-1', ...rest }: Done) => ({
  source: 'beforehand.outbound',
  'detail-type': type,
  detail: {
    customerId: 'C-1',
    metadata: { id: `${caseId}-${type.replaceAll(' ', '-')}-${at}`, occurredAt: at },
    properties: { caseId, owner: 'mo', ...rest },
  },
});

export function caseAction(done: Done): CaseAction {
  const event = readCaseEvent(actionBody(done));
  if (event.type === done.type) return event;
  throw new RangeError(`expected ${done.type}, got ${event.type}`);
}

/** An alert function on a day of March 2026, after the day's dawn pass unless told otherwise. */
export function alertWorld(options: { readonly at?: string; readonly step?: Step } = {}) {
  const documents = memoryDocumentStore(options.step);
  const topic = memoryTopic(options.step);
  const failures: string[] = [];
  let nowMs = Date.parse(options.at ?? '2026-03-10T12:00:00Z');
  const deps: OpeningDeps = {
    documents,
    topic,
    shop,
    clock: { nowMs: () => nowMs },
    calendar: calendarOf(shop.timeZone),
    onFailure: (customerId) => failures.push(customerId),
  };
  return {
    deps,
    failures,
    setTime: (at: string): void => {
      nowMs = Date.parse(at);
    },
    take: (...news: RiskNews[]) =>
      takeCaseEvents(
        deps,
        news.map((each, index) => ({ messageId: `m-${index}`, body: riskBody(each) })),
      ),
    act: (...done: Done[]) =>
      takeCaseEvents(
        deps,
        done.map((each, index) => ({ messageId: `m-${index}`, body: actionBody(each) })),
      ),
    caseOf: async (customerId = 'C-1') =>
      supportCase.parse(await documents.get('case', customerId)),
    published: () => topic.published.map(({ body }) => notice.parse(JSON.parse(body))),
  };
}

const notice = z.object({
  event_action: z.enum(['trigger', 'resolve']),
  dedup_key: z.string(),
  payload: z.object({ summary: z.string(), severity: z.string() }),
});
