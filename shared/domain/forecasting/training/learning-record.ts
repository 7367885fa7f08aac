import * as z from 'zod';

/** Mean logarithmic losses a moment. */
const losses = z.looseObject({
  /** What was learned on what was known at the beginning of the time it is judged by. */
  challenger: z.number(),
  /** The challenger without the layer over its closed form; absent where it has none. */
  closedForm: z.number().optional(),
  /** The plain rule: how often it came true after as long a time as this. */
  plain: z.number(),
  /** What takes over beside what was in force then, where both showed something. */
  versus: z
    .looseObject({ candidate: z.number(), champion: z.number(), moments: z.int() })
    .optional(),
});

/** How far off the dates were: medians of the absolute error, days. */
const dateErrors = z.looseObject({
  dates: z.int().min(1),
  challenger: z.number(),
  champion: z.number(),
  closedForm: z.number().optional(),
  /** The last purchase plus the mean interval. */
  plain: z.number(),
  /** Whether the champion's layer of dates stays, because the new dates are further off. */
  isKept: z.boolean(),
  why: z.string(),
});

/** What later data said of one kind of forecast, and what was made of it. */
export const verdict = z.looseObject({
  about: z.enum(['replenishment', 'churn', 'maintenance']),
  /**
   * `promoted`: what was learned took over. `stepped-down`: it took over without its layer.
   * `kept`: the champion's values stay. `not-judged`: too little came of it to say; what was
   * learned, which leans on what ships the more the less there is, took over.
   */
  outcome: z.enum(['promoted', 'stepped-down', 'kept', 'not-judged']),
  /** Why, in words with the figures. */
  why: z.string(),
  horizonDays: z.int().min(1),
  customers: z.int().min(0),
  moments: z.int().min(0),
  happened: z.int().min(0),
  /** Absent when not judged. */
  logLoss: losses.optional(),
  /** Whether what is in force now lost to the plain rule by no more than the margin. */
  beatsPlain: z.boolean().optional(),
  dateErrors: dateErrors.optional(),
});
export type Verdict = z.infer<typeof verdict>;

/** What a model was learned from, and how it did on later data against the one before it. */
export const learningRecord = z.looseObject({
  /** Local days from and to which the data reach; the first is that by which one in twenty had come. */
  firstDay: z.int(),
  lastDay: z.int(),
  customers: z.int().min(0),
  /** Customers whose whole history was looked back on, and the facts of these histories. */
  histories: z.int().min(0),
  facts: z.int().min(0),
  /** Version it was judged against, and the days between which; absent while the data are too young. */
  judged: z.looseObject({ champion: z.string(), fromDay: z.int(), toDay: z.int() }).optional(),
  verdicts: z.array(verdict),
});
export type LearningRecord = z.infer<typeof learningRecord>;
