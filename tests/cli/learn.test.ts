import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { WIDTH } from '#cli/table.ts';
import { type Ended, runProgram } from '#tests/builders/run-program.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';

const folder = temporaryFolder('beforehand-learn');

const beforehand = (...args: readonly string[]): Promise<Ended> =>
  runProgram('--data', join(folder, 'data'), ...args);

/** Sixty customers who buy tea every three weeks or so for a year, a third of whom stop on the way. */
function orders(): string {
  const rows = Array.from({ length: 60 }, (_, customer) =>
    Array.from({ length: customer % 3 === 0 ? 4 + (customer % 9) : 17 }, (_none, visit) => {
      const day = Date.UTC(2024, 0, 1 + visit * 21 + ((customer * 7 + visit * 5) % 9));
      return `C-${customer},${new Date(day).toISOString().slice(0, 10)},TEA,2,9.99`;
    }),
  ).flat();
  return ['customer,date,product,quantity,price_eur', ...rows].join('\n');
}

const asOf = '2024-12-09';
const VERSION = `learned-${asOf}`;

beforeAll(async () => {
  const file = join(folder, 'orders.csv');
  writeFileSync(file, orders());
  expect((await beforehand('import', file)).code).toBe(0);
}, 60_000);

it('tells from what was learned, how it did on later days, and which versions there are', async () => {
  const { code, out } = await beforehand('learn', '--json');
  expect(code).toBe(0);
  const told = JSON.parse(out);
  expect(told).toMatchObject({
    version: VERSION,
    became: 'in-force',
    inForce: VERSION,
    held: false,
    customers: 60,
    histories: 60,
    data: { from: '2024-01-01', to: asOf },
    judged: { champion: 'shipped-1', from: '2024-09-09', to: asOf },
  });
  expect(told.verdicts.map(({ about }: { about: string }) => about)).toContain('replenishment');
  expect(told.versions.map(({ version }: { version: string }) => version)).toEqual([VERSION]);
});

it('says the same to a person', async () => {
  const { out } = await beforehand('learn');
  expect(out).toContain(`model:    ${VERSION}, in force now`);
  expect(out).toMatch(/judged: {3}against shipped-1 on the days from 2024-09-09 to 2024-12-09/);
  expect(out).toMatch(/replenishment, 14 d +\S/);
  expect(out).toContain('against the plain rule');
  expect(out.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
});

it('changes nothing when it only tries', async () => {
  const before = await beforehand('status', '--json');
  const { out } = await beforehand('learn', '--dry-run', '--json');
  expect(JSON.parse(out)).toMatchObject({ version: VERSION, became: 'trial' });
  expect((await beforehand('status', '--json')).out).toBe(before.out);
});

it('goes back to an earlier version, holds it, and lets it go again', async () => {
  const back = JSON.parse((await beforehand('learn', '--use', 'shipped-1', '--json')).out);
  expect(back).toMatchObject({ became: 'held', inForce: 'shipped-1', held: true });
  expect(JSON.parse((await beforehand('status', '--json')).out)).toMatchObject({
    model: 'shipped-1',
    learning: { held: true },
  });
  const learned = JSON.parse((await beforehand('learn', '--json')).out);
  expect(learned).toMatchObject({ version: VERSION, became: 'held-back', inForce: 'shipped-1' });
  const free = JSON.parse((await beforehand('learn', '--use', 'newest', '--json')).out);
  expect(free).toMatchObject({ became: 'in-force', inForce: VERSION, held: false });
}, 60_000);

it('names the versions there are when a wanted one is not', async () => {
  const { code, out, err } = await beforehand('learn', '--use', 'learned-1999-01-01');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('there is no version learned-1999-01-01');
  expect(err).toContain(`Take one of ${VERSION}, shipped-1.`);
});
