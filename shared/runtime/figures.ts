/**
 * What functions count about their work, with its unit, in the words of CloudWatch. A kind (of
 * decision, of channel, of failure) may be told apart; customers, products and ids never are, because
 * every combination is a metric of its own and a name in a metric cannot be forgotten.
 */
export const figureUnits = {
  EventsRepeated: 'Count',
  EventsQuarantined: 'Count',
  /** Messages of events that are tried again. */
  EventsFailed: 'Count',
  DecisionsMade: 'Count',
  MessagesSent: 'Count',
  MessagesHeld: 'Count',
  MessagesSuppressed: 'Count',
  /** By the provider, for good. */
  MessagesRefused: 'Count',
  MessagesExpired: 'Count',
  /** Bounces and complaints, by cause. */
  DeliveriesFailed: 'Count',
  CasesOpened: 'Count',
  DawnsCompleted: 'Count',
  DawnCustomers: 'Count',
  DawnSeconds: 'Seconds',
  /** Runs that took nearly all the time they have. */
  RunsNearTimeout: 'Count',
  /** What went wrong and is tried again, by kind. */
  Failures: 'Count',
} as const;

export type FigureName = keyof typeof figureUnits;

/** Adds to a figure of the running invocation. */
export type Count = (name: FigureName, value: number, kind?: string) => void;

/** The figures of one invocation that share a kind; undefined: those without. */
export type FigureSet = {
  readonly kind: string | undefined;
  readonly figures: ReadonlyMap<FigureName, number>;
};

const counted = new Map<string | undefined, Map<FigureName, number>>();

/** Kept until the invocation ends, so that it writes one line for each kind, however much it does. */
export const count: Count = (name, value, kind) => {
  const figures = counted.get(kind) ?? new Map<FigureName, number>();
  figures.set(name, (figures.get(name) ?? 0) + value);
  counted.set(kind, figures);
};

/** What was counted since it was last asked for. */
export function takeFigures(): FigureSet[] {
  const taken = [...counted].map(([kind, figures]) => ({ kind, figures }));
  counted.clear();
  return taken;
}
