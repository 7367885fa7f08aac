import * as z from 'zod';

/** One number that a measure found out. */
export const figure = z.strictObject({
  name: z.string().min(1),
  value: z.number(),
  unit: z.string().min(1),
  /** Counts are exact and the same on every machine; times are those of this machine on this day. */
  kind: z.enum(['count', 'time']),
  /** Of a time: how often it was taken, and its least and greatest value. `value` is the median. */
  runs: z.int().min(1).optional(),
  lowest: z.number().optional(),
  highest: z.number().optional(),
  /** What the product promises. A count above it fails the run; a time above it is only said. */
  atMost: z.number().optional(),
});
export type Figure = z.infer<typeof figure>;

/** What a measure found out; `notes` say what a reader has to know about the figures. */
export const found = z.strictObject({
  measure: z.string().min(1),
  title: z.string().min(1),
  seconds: z.number().min(0),
  figures: z.array(figure),
  notes: z.array(z.string()),
});
export type Found = z.infer<typeof found>;

export type MeasureContext = {
  /** Smaller amounts and fewer repetitions: to see that everything runs, not to compare. */
  readonly quick: boolean;
  /** An empty folder of the measure's own, removed after it. */
  readonly folder: string;
  /** Gzip or plain CSV of real orders to import as well, if it is there. */
  readonly ordersFile: string;
  readonly say: (text: string) => void;
};

export type Measure = {
  readonly name: string;
  readonly title: string;
  run(context: MeasureContext): Promise<Pick<Found, 'figures' | 'notes'>>;
};

/** An exact number; `atMost` is the promise it has to keep. */
export const counted = (name: string, unit: string, value: number, atMost?: number): Figure => ({
  name,
  value: Math.round(value * 1e3) / 1e3,
  unit,
  kind: 'count',
  ...(atMost === undefined ? {} : { atMost }),
});

/** Whether the figure is above what was promised. */
export const isMissed = ({ value, atMost }: Figure): boolean =>
  atMost !== undefined && !(value <= atMost);
