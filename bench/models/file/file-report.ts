import type { Provenance } from '#shared/domain/forecasting/model/provenance.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { OURS } from '../foreseen.ts';
import type { Figures, Part } from '../result.ts';

/** What was found out about a file, as `--json` has it; `parts` are the tables for the terminal. */
export type FileReport = {
  readonly kind: string;
  readonly files: readonly string[];
  /** Rows read of all files. */
  readonly rows: number;
  readonly unitsScored: number;
  readonly fitSeconds: number;
  readonly scoreMicrosPerUnit: number;
  readonly model: ModelSaid;
  readonly warnings: readonly string[];
  readonly parts: readonly Part[];
};

/** Which model it was, and where the constants of each group come from. */
export type ModelSaid = {
  readonly version: string;
  readonly customers: number;
  readonly from: Readonly<Record<string, Provenance>>;
};

export function modelSaid(model: Model): ModelSaid {
  const from: Record<string, Provenance> = {};
  for (const [group, value] of Object.entries(model)) {
    if (hasProvenance(value)) from[group] = value.from;
  }
  return { version: model.version, customers: model.customers, from };
}

const hasProvenance = (value: unknown): value is { from: Provenance } =>
  typeof value === 'object' && value !== null && 'from' in value;

/** One part in the form of the JSON: figures of ours and of every plain rule by name. */
export function partJson({ title, kind, horizonDays, rows, positives, methods, ...told }: Part) {
  const ours = methods.find(({ method }) => method === OURS);
  const happened =
    kind === 'dates'
      ? { censored: rows - (positives ?? 0) }
      : { positives, baseRate: positives === undefined ? undefined : positives / rows };
  return {
    title,
    horizonDays,
    n: rows,
    ...happened,
    evidence: told.evidence,
    inPercent: told.inPercent,
    ours: ours?.figures,
    spread: ours?.spread,
    plain: figuresBySpeaker(methods, 'plain'),
  };
}

const groupJson = ({ title, horizonDays, methods }: Part) => ({
  title,
  horizonDays,
  groups: figuresBySpeaker(methods, 'ours'),
});

const wordsJson = ({ title, horizonDays, methods }: Part) => ({
  title,
  horizonDays,
  words: figuresBySpeaker(methods, 'ours'),
});

const figuresBySpeaker = (
  methods: Part['methods'],
  speaker: 'ours' | 'plain',
): Record<string, Figures> =>
  Object.fromEntries(
    methods
      .filter((row) => row.speaker === speaker)
      .map(({ method, figures }) => [method, figures]),
  );

/** The report as JSON: tables by what they are about. */
export function reportJson({ parts, ...rest }: FileReport) {
  const all = (kind: Part['kind']): Part[] => parts.filter((part) => part.kind === kind);
  return {
    ...rest,
    horizons: all('probability').map(partJson),
    dates: all('dates').map(partJson),
    counts: all('counts').map(partJson),
    remainingLife: all('remaining life').map(partJson),
    groups: all('groups').map(groupJson),
    words: all('words').map(wordsJson),
  };
}
