import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openData } from '#cli/open-data.ts';
import { systemClock } from '#local/fast-clock.ts';
import { startLocalCloud } from '#local/start-local-cloud.ts';
import { applyRiskEvent, openCase, paid } from '#shared/domain/cases/apply-risk-event.ts';
import { emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { caseStore } from '#shared/pipeline/case-store.ts';
import { type Ended, runProgram } from '#tests/builders/run-program.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';
import { riskEvent } from '#tests/functions/alert/alert-world.ts';

const folder = temporaryFolder('beforehand-case');
const data = join(folder, 'data');
const shop = shopWith({ timeZone: 'UTC' });

const LIKELY = { word: 'likely', from: 0.66, to: 0.9 };
const beforehand = (...args: readonly string[]): Promise<Ended> =>
  runProgram('--data', data, ...args);

const stateOfC1 = async (): Promise<unknown> => JSON.parse((await told('case', 'C-1')).out).state;
const told = (...args: readonly string[]): Promise<Ended> => beforehand(...args, '--json');

describe('the case of a customer', () => {
  let cloud: Awaited<ReturnType<typeof startLocalCloud>>;

  beforeAll(async () => {
    mkdirSync(join(data, 'dynamodb'), { recursive: true });
    writeFileSync(join(data, 'shop.json'), JSON.stringify(shop));
    const opened = await openData(data);
    const known = applyRiskEvent(undefined, riskEvent({ type: 'Customer At Risk' }));
    const nowMs = Date.parse('2026-03-10T12:00:00Z');
    expect(await caseStore(opened.documents).save(0, paid(openCase(known, nowMs)))).toBe(true);
    const inWords = {
      type: 'Customer At Risk',
      customerId: 'C-4',
      toldIn: 'words',
      horizonDays: 240,
    } as const;
    const untold = applyRiskEvent(undefined, riskEvent(inWords));
    expect(await caseStore(opened.documents).save(0, untold)).toBe(true);
    const early = { ...untold, customerId: 'C-5', risk: { ...untold.risk, probability: null } };
    expect(await caseStore(opened.documents).save(0, early)).toBe(true);
    await opened.customers.commit('C-3', 0, { fold: emptyFold(), book: emptyBook() });
    await opened.close();
  }, 60_000);
  afterAll(() => cloud?.stop());

  it('is told with what speaks for it and what could be done', async () => {
    const { out, code } = await beforehand('case', 'C-1');
    expect(code).toBe(0);
    expect(out).toMatch(/C-1.*case case-1 is open since 2026-03-10T12:00/);
    expect(out).toMatch(
      /83 % likely to leave within 90 days, €120.00 at stake, class B, as of 2026-03-10$/m,
    );
    expect(out).toMatch(/usually every 24 days/);
  }, 30_000);

  it('is told in a word where a number would not hold, and machines get none either', async () => {
    const { out } = await beforehand('case', 'C-4');
    expect(out).toMatch(
      /^ {2}likely \(66 to 90 %\) to leave within 240 days, €120.00 at stake, class B, as of /m,
    );
    const risk = async (customerId: string) =>
      JSON.parse((await told('case', customerId)).out).risk;
    expect(await risk('C-4')).toMatchObject({
      probability: null,
      toldIn: 'words',
      likelihood: LIKELY,
      horizonDays: 240,
    });
    expect(await risk('C-1')).toMatchObject({
      probability: 0.83,
      toldIn: 'percent',
      likelihood: LIKELY,
      horizonDays: 90,
    });
    expect(await risk('C-5')).toMatchObject({ probability: null, likelihood: null });
    expect((await beforehand('case', 'C-5')).out).toMatch(/too early to say how likely to leave/);
  }, 60_000);

  it('refuses what it cannot do, and says what would help', async () => {
    const refused = [
      await beforehand('case', 'C-2', 'acknowledge'),
      await beforehand('case', 'C-3', 'acknowledge'),
      await beforehand('case', 'C-1', 'forget'),
      await beforehand('case', 'C-1', 'snooze'),
      await beforehand('case', 'C-1', 'snooze', '--until', '2020-01-01'),
      await beforehand('case', 'C-1', 'resolve', '--outcome', 'maybe'),
    ];
    expect(refused.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(refused[0]?.err).toMatch(/no customer C-2/);
    expect(refused[1]?.err).toMatch(/no case of C-3\nhint: .*"beforehand at-risk"/);
    expect(refused[4]?.err).toMatch(/has begun already/);
    expect(refused[5]?.err).toMatch(
      /maybe is no outcome\nhint: Add --outcome with one of won-back/,
    );
  }, 60_000);

  it('follows a step when the shop is served again, and at once while it is', async () => {
    const early = await beforehand('case', 'C-1', 'acknowledge', '--owner', 'mo');
    expect(early.out).toMatch(/Case Acknowledged: case case-1 of C-1/);
    expect(await stateOfC1()).toMatchObject({ kind: 'open' });
    cloud = await startLocalCloud({ dataDir: data, shop, clock: systemClock, inbox: false });
    await cloud.idle();
    expect(await stateOfC1()).toMatchObject({ kind: 'acknowledged', owner: 'mo' });
    const done = await told('case', 'C-1', 'resolve', '--outcome', 'won-back', '--owner', 'ada');
    expect(JSON.parse(done.out)).toMatchObject({ type: 'Case Resolved', customerId: 'C-1' });
    await cloud.idle();
    expect(await stateOfC1()).toMatchObject({ owner: 'ada', outcome: 'won-back' });
    expect((await beforehand('case', 'C-1', 'acknowledge')).err).toMatch(/already resolved/);
  }, 120_000);
});
