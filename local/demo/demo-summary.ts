import type { Told } from '#shared/domain/forecasting/told.ts';
import type { Verdict } from '#shared/domain/forecasting/training/learning-record.ts';
import type { AlarmGrade } from './grade-alarms.ts';
import type { ForecastGrade } from './grade-forecasts.ts';

export type ReminderKind = 'replenishment' | 'maintenance' | 'meter-reading';

/** What became of what was foreseen, one line a kind of reminder. Counts decisions, not messages. */
export type ReminderLine = {
  readonly kind: ReminderKind;
  readonly sent: number;
  /** Waiting for a cap, an open complaint or quiet hours at the end of the demo. */
  readonly waiting: number;
  readonly suppressed: number;
  readonly expired: number;
};

export type SilenceReason = {
  readonly outcome: 'held' | 'suppressed' | 'expired';
  readonly reason: string;
  readonly decisions: number;
};

export type CaseLine = Told & {
  readonly customerId: string;
  readonly state: string;
  /** UTC date of the newest news of the case, on which its reasons were true. */
  readonly asOf: string;
  readonly valueAtStakeMinor: number;
  readonly reasons: readonly string[];
  readonly suggestedAction: string;
};

/** One KPI over the last twelve whole months, for all and for the two groups apart. */
export type KpiLine = {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly all: number | null;
  readonly reminded: number | null;
  readonly control: number | null;
};

export type EffectLine = {
  readonly id: string;
  readonly name: string;
  /** The longest span of whole months for which something can be said. */
  readonly window: string;
  readonly unit: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

/** What the reminders really did: only a demo can know what would have happened without them. */
export type TrueEffect = {
  readonly liftPerReminder: number;
  readonly needsReminded: number;
  readonly needsGained: number;
  readonly gainedMinor: number;
};

export type ExampleReminder = {
  readonly channel: string;
  readonly to: string;
  readonly subject?: string;
  readonly text: string;
};

/** All that the summary of a demo says. Amounts in minor units, shares from 0 to 1. */
export type DemoSummary = {
  readonly shop: {
    readonly name: string;
    readonly currency: string;
    readonly customers: number;
    readonly controlGroup: number;
    readonly from: string;
    readonly to: string;
    readonly days: number;
    readonly events: number;
    readonly orders: number;
    readonly revenueMinor: number;
    readonly tookSeconds: number;
  };
  readonly reminders: readonly ReminderLine[];
  readonly messages: readonly { readonly channel: string; readonly sent: number }[];
  readonly silences: readonly SilenceReason[];
  readonly cases: {
    readonly open: number;
    readonly valueAtStakeMinor: number;
    readonly byState: readonly { readonly state: string; readonly cases: number }[];
    readonly top: readonly CaseLine[];
  };
  readonly kpis: readonly KpiLine[];
  readonly effects: readonly EffectLine[];
  readonly trueEffect: TrueEffect;
  readonly forecasts: {
    readonly replenishment: ForecastGrade;
    readonly maintenance: ForecastGrade;
    /** Share of true days inside the 10 to 90 % interval, as the pipeline itself settled it. */
    readonly intervalCoverage: number | null;
    readonly modelVersion: string;
    /** Customers it was learned from, and what later days said of it. */
    readonly modelCustomers: number;
    readonly modelVerdicts: readonly Verdict[];
  };
  readonly leavers: {
    readonly ours: AlarmGrade;
    /** No order for so many days. */
    readonly plainSilentDays: number;
    readonly plain: AlarmGrade;
  };
  readonly example: ExampleReminder | null;
};
