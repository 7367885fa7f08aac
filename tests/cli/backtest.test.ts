import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { WIDTH } from '#cli/table.ts';
import { type Ended, runProgram } from '#tests/builders/run-program.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';

const folder = temporaryFolder('beforehand-backtest-test');
const file = join(folder, 'orders.csv');

/** Forty customers who buy coffee every two weeks or so through a year; ten stopped in summer. */
function orders(): string {
  const rows = Array.from({ length: 40 }, (_, customer) =>
    Array.from({ length: customer < 10 ? 14 : 26 }, (_none, visit) => {
      const day = new Date(Date.UTC(2024, 0, 1 + visit * 14 + ((customer * 7 + visit * 3) % 9)));
      return `C-${customer},${day.toISOString().slice(0, 10)},${customer * 100 + visit},COFFEE,2,9.99`;
    }),
  ).flat();
  return ['customer,date,order,product,quantity,price_eur', ...rows].join('\n');
}

const onFile = ['--data', join(folder, 'none'), 'backtest', file] as const;

describe('beforehand backtest FILE', () => {
  let ended: Ended;
  const report = join(folder, 'report.html');
  beforeAll(async () => {
    writeFileSync(file, orders());
    ended = await runProgram(...onFile, '--assume-consent', '--html', report, '--json');
  }, 60_000);

  it('answers as JSON what was foreseen, what came, and what would have been sent', () => {
    expect(ended.err).toContain('report written to');
    expect(ended.code).toBe(0);
    const result = JSON.parse(ended.out);
    expect(result).toMatchObject({ source: 'orders.csv', customers: 40, consent: 'assumed' });
    expect(result.kinds[0].kind).toBe('replenishment');
    expect(result.live.messages).toBeGreaterThan(0);
    expect(result.live.sends[0].afterTheFact).toBe(0);
  });

  it('writes the report, and stores nothing of the file', () => {
    expect(readFileSync(report, 'utf8')).toContain('What would have been foreseen');
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('says in words that nobody may be written to where nobody agreed', async () => {
    const { code, out } = await runProgram(...onFile, '--from', '2024-06-01', '--to', '2024-09-01');
    expect(code).toBe(0);
    expect(out).toContain('Backtest of orders.csv, 2024-06-01 to 2024-09-01');
    expect(out).toContain('0 messages');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('add --assume-consent');
    expect(out.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
  }, 60_000);

  it('takes a sample by hash where fewer customers are wanted, the same each time', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => runProgram(...onFile, '--customers', '15', '--json')),
    );
    expect(JSON.parse(one?.out ?? '')).toMatchObject({ customers: 15, customersInAll: 40 });
    expect(other?.out).toBe(one?.out);
  }, 60_000);

  it('refuses a report that cannot be written before it reads anything', async () => {
    const nowhere = join(folder, 'no', 'such', 'report.html');
    const { code, out, err } = await runProgram(...onFile, '--html', nowhere);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: the report .*report\.html cannot be written/);
  });

  it('refuses days outside the data and dates that are none', async () => {
    const early = await runProgram(...onFile, '--from', '2023-01-01');
    expect(early.code).toBe(2);
    expect(early.err).toContain('after the first day of the data, 2024-01-01, got 2023-01-01');
    const wrong = await runProgram(...onFile, '--from', '2024-02-31');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('from: must be a date such as 2024-04-01');
  }, 60_000);
});

describe('beforehand backtest on a data folder', () => {
  it('goes over the ledger, as over the file that was imported', async () => {
    const data = join(folder, 'data');
    await runProgram('--data', data, 'import', file, '--json');
    const fromLedger = await runProgram('--data', data, 'backtest', '--assume-consent', '--json');
    expect(fromLedger.err).not.toContain('error');
    const fromFile = await runProgram(...onFile, '--assume-consent', '--json');
    const { source: _ledger, ...ledger } = JSON.parse(fromLedger.out);
    const { source: _file, ...read } = JSON.parse(fromFile.out);
    expect(ledger).toEqual(read);
  }, 120_000);

  it('says that there are no data', async () => {
    const { code, err } = await runProgram('--data', join(folder, 'none'), 'backtest');
    expect(code).toBe(2);
    expect(err).toContain('there is no data in');
  }, 60_000);
});
