import { describe, expect, test } from 'vitest';
import { assetShop } from '#bench/models/data/asset-histories.ts';
import { readAssets } from '#bench/models/data/read-assets.ts';
import { OURS } from '#bench/models/foreseen.ts';
import { foreseeFailures } from '#bench/models/kinds/assets.ts';
import { foldFacts } from '#shared/domain/customer/fold-facts.ts';
import { emptyFold } from '#shared/domain/customer/state.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { partOf, timelineOf } from '#shared/domain/forecasting/training/timeline.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { fileOf } from './files.ts';

const FAILURES = [
  'ts,machine_id,component',
  ...Array.from({ length: 10 }, (_, at) => `2015-03-${10 + at}T06:00,1,comp1`),
  '2015-01-02T03:00,1,comp2',
];
const REPLACEMENTS = [
  'ts,machine_id,component',
  '2015-02-01T06:00,1,comp1',
  ...FAILURES.slice(1, 11),
  '2015-02-15T06:00,2,comp4',
];
const ERRORS = ['ts,machine_id,error_id', '2015-03-09T21:00,1,error5'];
const MACHINES = ['machine_id,model,age_years', '1,model3,18', '2,model4,0', '3,model4,7'];

const pdm = () =>
  readAssets(
    [
      `failures=${fileOf('f.csv', FAILURES)}`,
      `replacements=${fileOf('r.csv.gz', REPLACEMENTS)}`,
      `errors=${fileOf('e.csv', ERRORS)}`,
      `assets=${fileOf('m.csv', MACHINES)}`,
    ],
    undefined,
  );

describe('events of assets', () => {
  test('take a failure and a replacement at one time for one failure', async () => {
    const { events, rows } = await pdm();
    expect(rows).toBe(11 + 12 + 1 + 3);
    const of = (what: string) => events.filter((event) => event.what === what).length;
    expect([of('failure'), of('replacement'), of('error')]).toEqual([10, 2, 1]);
  });

  test('leave out a failure without a replacement where nearly all have one', async () => {
    expect((await pdm()).warnings).toEqual([
      '1 failures without a replacement at the same time are left out, 10 others have one',
    ]);
  });

  test('keep failures where replacements are not told', async () => {
    const { events, warnings } = await readAssets(
      [`failures=${fileOf('f.csv', FAILURES)}`],
      undefined,
    );
    expect(events).toHaveLength(11);
    expect(warnings).toEqual([]);
  });

  test('read the same from one file with a column of events', async () => {
    const one = [
      'when,unit,part,happened',
      ...FAILURES.slice(1).map((line) => `${line},failure`),
      ...REPLACEMENTS.slice(1).map((line) => `${line},replacement`),
      ...ERRORS.slice(1).map((line) => `${line},error`),
    ];
    const columns = 'time=when,asset=unit,component=part,event=happened';
    const { events } = await readAssets([fileOf('all.csv', one)], columns);
    expect(events).toEqual((await pdm()).events);
  });

  test('become machines with an age, a model and a past', async () => {
    const shop = assetShop(await pdm());
    expect(shop.histories.map(({ customer }) => customer)).toEqual(['1', '2', '3']);
    const [first] = shop.histories;
    if (first === undefined) throw new Error('expected machine 1');
    const timeline = timelineOf(first.facts, shop.calendar);
    expect(timeline.services.get(partOf('1', 'comp1'))).toHaveLength(11);
    expect(timeline.failures.get(partOf('1', 'comp1'))?.[0]).toBe(dayOfIso('2015-03-10'));
    const asset = foldFacts(emptyFold(), first.facts, shop.calendar).assets['1'];
    expect(asset).toMatchObject({ since: dayOfIso('2015-02-01'), model: 'model3' });
    expect(asset?.built).toBe(dayOfIso('2015-02-01') - 6_575);
  });

  test('fail as foreseen by what taught their kind, and are told by how much that was', async () => {
    const shop = assetShop(await pdm());
    const told = (failures: number) => {
      const fold = foldFacts(emptyFold(), shop.histories[0]?.facts ?? [], shop.calendar);
      const { product = '' } = fold.assets['1'] ?? {};
      const hazards = { [product]: { comp1: { eta: 300, beta: 1, failures } } };
      const model = { ...defaultModel(), hazards };
      const asked = { days: [dayOfIso('2015-03-25')], horizons: [30] };
      const [rows] = foreseeFailures(shop, model, asked).foreseen;
      return rows?.toldIn.filter((_, at) => (rows.methods.get(OURS)?.scores[at] ?? 0) > 0);
    };
    expect(new Set(told(60))).toEqual(new Set(['percent']));
    expect(new Set(told(5))).toEqual(new Set(['words']));
  });

  test('name the column that is missing and the event that is none', async () => {
    await expect(
      readAssets([`failures=${fileOf('f.csv', ['a,b', '1,2'])}`], undefined),
    ).rejects.toThrow(
      /no column found for asset in .*; its columns are a, b; name it as --columns asset=…/,
    );
    const odd = ['ts,machine_id,component,event', '2015-01-01,1,c,holiday'];
    await expect(readAssets([fileOf('o.csv', odd)], undefined)).rejects.toThrow(
      'must be failure, replacement or error; got "holiday"',
    );
    await expect(readAssets([fileOf('o.csv', odd)], 'machine=machine_id')).rejects.toThrow(
      '--columns must read role=header with a role of asset, time',
    );
  });
});
