import * as z from 'zod';

/** How a file writes the day: year first, day first, month first, or an epoch. */
export const dayOrder = z.enum(['ymd', 'dmy', 'mdy', 'epoch-seconds', 'epoch-milliseconds']);
export type DayOrder = z.infer<typeof dayOrder>;

/** Each order in words. */
export const DAY_ORDERS: Readonly<Record<DayOrder, string>> = {
  ymd: 'year-month-day',
  dmy: 'day.month.year',
  mdy: 'month/day/year',
  'epoch-seconds': 'seconds since 1970',
  'epoch-milliseconds': 'milliseconds since 1970',
};

export type WrittenTime =
  /** Wall-clock time without a zone, as if it were UTC. */
  | { readonly kind: 'local'; readonly wallMs: number }
  | { readonly kind: 'instant'; readonly atMs: number };

/** The one order in which every value is a date; `ambiguous` when day and month could be swapped. */
export function detectDayOrder(values: readonly string[]): DayOrder | 'ambiguous' | undefined {
  const candidates: readonly DayOrder[] = [
    'ymd',
    'epoch-seconds',
    'epoch-milliseconds',
    'dmy',
    'mdy',
  ];
  const shares = candidates.map((order) => ({
    order,
    fitting: values.filter((value) => readTime(value, order) !== undefined).length,
  }));
  const best = Math.max(...shares.map(({ fitting }) => fitting));
  if (best === 0) return undefined;
  const fits = shares.filter(({ fitting }) => fitting === best).map(({ order }) => order);
  if (!fits.includes('dmy') || !fits.includes('mdy')) return fits[0];
  return values.some((value) => value.includes('.')) ? 'dmy' : 'ambiguous';
}

/** Undefined when the text is not a time of that order, or names a day that does not exist. */
export function readTime(text: string, order: DayOrder): WrittenTime | undefined {
  switch (order) {
    case 'epoch-seconds':
      return /^\d{9,10}$/.test(text) ? { kind: 'instant', atMs: Number(text) * 1_000 } : undefined;
    case 'epoch-milliseconds':
      return /^\d{12,13}$/.test(text) ? { kind: 'instant', atMs: Number(text) } : undefined;
    case 'ymd':
      return written(YEAR_FIRST.exec(text) ?? PACKED.exec(text), ['year', 'month', 'day']);
    case 'dmy':
      return written(YEAR_LAST.exec(text), ['day', 'month', 'year']);
    case 'mdy':
      return written(YEAR_LAST.exec(text), ['month', 'day', 'year']);
  }
}

const CLOCK =
  '(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?\\s*([AaPp][Mm])?\\s*(Z|UTC|[+-]\\d{2}:?\\d{2})?$';
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${CLOCK}`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${CLOCK}`);
const PACKED = new RegExp(`^(\\d{4})(\\d{2})(\\d{2})${CLOCK}`);

type Part = 'year' | 'month' | 'day';

function written(found: RegExpExecArray | null, order: readonly Part[]): WrittenTime | undefined {
  if (found === null) return undefined;
  const part = (name: Part): number => Number(found[order.indexOf(name) + 1]);
  const year = part('year') < 100 ? part('year') + 2_000 : part('year');
  const dayMs = Date.UTC(year, part('month') - 1, part('day'));
  const day = new Date(dayMs);
  if (day.getUTCMonth() !== part('month') - 1 || day.getUTCDate() !== part('day')) return undefined;
  const clockMs = clock(found);
  if (clockMs === undefined) return undefined;
  const offset = found[9];
  if (offset === undefined) return { kind: 'local', wallMs: dayMs + clockMs };
  return { kind: 'instant', atMs: dayMs + clockMs - offsetMs(offset) };
}

/** Milliseconds since midnight. */
function clock(found: RegExpExecArray): number | undefined {
  const [hour, minute, second] = [found[4], found[5], found[6]].map((text) => Number(text ?? 0));
  if (hour === undefined || minute === undefined || second === undefined) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const half = found[8]?.toLowerCase();
  if (half !== undefined && (hour < 1 || hour > 12)) return undefined;
  const hour24 = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  const milliseconds = Number((found[7] ?? '0').padEnd(3, '0').slice(0, 3));
  return ((hour24 * 60 + minute) * 60 + second) * 1_000 + milliseconds;
}

function offsetMs(offset: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(offset);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === '-' ? -minutes : minutes) * 60_000;
}
