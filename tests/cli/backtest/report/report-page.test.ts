import { beforeAll, describe, expect, it } from 'vitest';
import { backtestText } from '#cli/backtest/backtest-text.ts';
import { reportPage } from '#cli/backtest/report/report-page.ts';
import type { ShownResult } from '#cli/backtest/show-backtest.ts';
import { runBacktest } from '#shared/domain/backtest/run-backtest.ts';
import { told } from '#shared/domain/forecasting/told.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { pastShop } from '#tests/shared/domain/backtest/past-shop.ts';

const EVIL = '<img src=x onerror=alert(1)>';
let result: ShownResult;
let page: string;

beforeAll(() => {
  const found = runBacktest({
    histories: pastShop(40),
    shop: shopWith({ holdoutShare: 0.05 }),
    calendar: calendarOf('Europe/Berlin'),
    wish: {},
    assumeConsent: true,
  });
  result = { ...found, source: EVIL, currency: 'EUR', customersInAll: 40 };
  page = reportPage(result);
}, 60_000);

describe('the report', () => {
  it('is one page that loads nothing and runs nothing', () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object|base)|url\(|@import|https?:/i);
  });

  it('shows ids and names as text', () => {
    const { example } = result;
    if (example === undefined) throw new Error('there must be an example');
    const evil = reportPage({
      ...result,
      example: { ...example, customerId: EVIL, productId: EVIL },
    });
    expect(evil).not.toContain('<img');
    expect(evil).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('tells the chances of the example in percent or in words, and what the words mean', () => {
    const { example } = result;
    if (example === undefined) throw new Error('there must be an example');
    const pageOf = (toldIn: 'percent' | 'words') => {
      const forecasts = example.forecasts.map((each) => ({
        ...each,
        ...told({ probability: 0.72, toldIn }),
      }));
      return reportPage({ ...result, example: { ...example, forecasts } });
    };
    expect(pageOf('percent')).toMatch(/>in 14 days<\/th>/);
    expect(pageOf('percent')).toMatch(/<td>72 %<\/td>/);
    expect(pageOf('percent')).not.toMatch(/66 to 90 %|<p class="muted"><\/p>/);
    expect(pageOf('words')).toMatch(/<td>likely<\/td>/);
    expect(pageOf('words')).toContain('<p class="muted">likely: 66 to 90 %. In words where');
    expect(pageOf('words')).toContain('No season is learned of single products');
  });

  it('has a figure or a dash wherever there is a number', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it('names every drawing for those who cannot see it, and gives its numbers', () => {
    const drawings = page.match(/<svg /g)?.length ?? 0;
    expect(drawings).toBeGreaterThan(6);
    expect(page.match(/<svg [^>]*role="img" aria-label="[^"]{20,}"/g)).toHaveLength(drawings);
    expect(page.match(/<table>/g)?.length).toBeGreaterThanOrEqual(drawings);
  });

  it('repeats every conclusion of the result', () => {
    for (const { verdicts } of result.kinds) {
      for (const { mark, text } of verdicts) {
        expect(page).toContain(`<li class="${mark}">${text.replaceAll('"', '&quot;')}</li>`);
      }
    }
  });

  it('stands without kinds, sends and an example', () => {
    const { live } = result;
    const bare = {
      ...result,
      kinds: [],
      example: undefined,
      live: { ...live, messages: 0, needs: 0, sends: [], held: [], suppressed: [], expired: [] },
    };
    const empty = reportPage(bare);
    expect(empty).toContain('No message would have been sent');
    expect(empty).not.toMatch(/NaN|Infinity|undefined/);
    expect(backtestText(bare)).toContain('Nothing that was foreseen could be judged');
  });
});

describe('the text of a backtest', () => {
  it('has the same conclusions, and no hole', () => {
    const text = backtestText(result);
    const unbroken = text.replaceAll(/\s+/g, ' ');
    for (const { verdicts } of result.kinds) {
      for (const verdict of verdicts) expect(unbroken).toContain(verdict.text);
    }
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });
});
