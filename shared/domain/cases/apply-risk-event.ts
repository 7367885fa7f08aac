import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import { isActive, type SupportCase } from './case.ts';

/** The names of the events that a case lives on. */
export const riskEventNames = ['Customer At Risk', 'Customer Lost', 'Customer Recovered'] as const;
export type RiskEvent = Extract<OutboundEvent, { type: (typeof riskEventNames)[number] }>;

const LEVELS = {
  'Customer At Risk': 'at-risk',
  'Customer Lost': 'lost',
  'Customer Recovered': 'calm',
} as const;
type Level = (typeof LEVELS)[keyof typeof LEVELS];

/** Of events of the same instant the one further down this list is the later. */
const ORDER: readonly Level[] = ['at-risk', 'lost', 'calm'];

/**
 * The customer's case after an event, in whatever order and however often events arrive: only one
 * newer than all before it changes anything. A recovery that arrives first is remembered as a closed
 * case, so that the risk it ended cannot open one afterwards.
 */
export function applyRiskEvent(known: SupportCase | undefined, event: RiskEvent): SupportCase {
  const news: News = {
    level: LEVELS[event.type],
    newsMs: Date.parse(event.metadata.occurredAt),
    risk: event.properties,
  };
  if (known === undefined) return firstCase(event.customerId, news);
  if (!isNewer(news, known)) return known;
  if (news.level === 'calm') return recovered(known, news);
  if (isActive(known)) return stillAtRisk(known, news);
  const hasEnded = known.caseId === news.risk.caseId;
  if (hasEnded) return { ...known, level: news.level, newsMs: news.newsMs };
  return { ...firstCase(event.customerId, news), published: null };
}

/** The waiting case is now the team's. */
export const openCase = (waiting: SupportCase, nowMs: number): SupportCase => ({
  ...waiting,
  state: { kind: 'open', sinceMs: nowMs },
  owed: 'trigger',
});

/** The case after what it owed was published. */
export const paid = (kept: SupportCase): SupportCase => ({
  ...kept,
  published: kept.owed ?? kept.published,
  owed: null,
});

type News = Pick<SupportCase, 'newsMs' | 'risk'> & { readonly level: Level };

function isNewer(news: News, known: SupportCase): boolean {
  if (news.newsMs !== known.newsMs) return news.newsMs > known.newsMs;
  return ORDER.indexOf(news.level) > ORDER.indexOf(known.level);
}

function firstCase(customerId: string, news: News): SupportCase {
  const isOver = news.level === 'calm';
  return {
    ...news,
    caseId: news.risk.caseId,
    customerId,
    state: isOver
      ? { kind: 'closed', sinceMs: news.newsMs }
      : { kind: 'waiting', rank: rankOf(customerId, news.risk.valueAtStakeMinor) },
    owed: null,
    published: null,
  };
}

/** Nobody needs to hear of the end of a case of which nobody heard. */
function recovered(known: SupportCase, { level, newsMs }: News): SupportCase {
  if (!isActive(known)) return { ...known, level, newsMs };
  const wasTold = known.published !== null || known.owed !== null;
  return {
    ...known,
    level,
    newsMs,
    state: { kind: 'closed', sinceMs: newsMs },
    owed: wasTold ? 'resolve' : null,
  };
}

/** One case per customer: its id stays, also when the news names another. */
function stillAtRisk(known: SupportCase, news: News): SupportCase {
  const { customerId, state } = known;
  if (state.kind !== 'waiting') return { ...known, ...news, owed: 'trigger' };
  return {
    ...known,
    ...news,
    state: { kind: 'waiting', rank: rankOf(customerId, news.risk.valueAtStakeMinor) },
  };
}

/** Sorts as text by value at stake, highest first, then by customer. */
const rankOf = (customerId: string, valueMinor: number): string =>
  `${String(Number.MAX_SAFE_INTEGER - valueMinor).padStart(16, '0')}/${customerId}`;
