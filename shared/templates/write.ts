import { IntlMessageFormat } from 'intl-messageformat';
import { type Texts, textsOf } from './texts/texts.ts';

type Values = Readonly<Record<string, string | number>>;

/** Writes texts of one locale. */
export type Writer = {
  readonly locale: string;
  write(key: keyof Texts, values?: Values): string;
  /** `14 March`, or `14 Mar` when short, of `2026-03-14`. */
  date(isoDate: string, style: 'long' | 'short'): string;
};

export function writerOf(wanted: string): Writer {
  const { texts, locale } = textsOf(wanted);
  return {
    locale,
    write: (key, values = {}) => String(formatOf(texts[key], locale).format(values)),
    date: (isoDate, style) =>
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: style, timeZone: 'UTC' }).format(
        Date.parse(`${isoDate}T00:00:00Z`),
      ),
  };
}

/** Parsing a message costs far more than filling it in. There are as many as texts times locales. */
const formats = new Map<string, IntlMessageFormat>();
const FORMATS_KEPT = 1_000;

function formatOf(message: string, locale: string): IntlMessageFormat {
  const key = `${locale}\n${message}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= FORMATS_KEPT) formats.clear();
  const format = new IntlMessageFormat(message, locale);
  formats.set(key, format);
  return format;
}
