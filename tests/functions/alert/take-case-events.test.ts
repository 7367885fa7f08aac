import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCases, openCasesAfterDawn } from '#functions/alert/open-cases.ts';
import { takeCaseEvents } from '#functions/alert/take-case-events.ts';
import { alertWorld, type RiskNews, riskBody } from './alert-world.ts';

const atRisk: RiskNews = { type: 'Customer At Risk', at: '2026-03-10T10:00:00Z' };
const lost: RiskNews = { type: 'Customer Lost', at: '2026-03-10T10:30:00Z' };
const recovered: RiskNews = { type: 'Customer Recovered', at: '2026-03-10T11:00:00Z' };

describe('one case per customer', () => {
  it('opens on risk and tells support with the case as dedup key', async () => {
    const world = alertWorld();
    expect(await world.take(atRisk)).toEqual({ failed: [] });
    expect((await world.caseOf()).state.kind).toBe('open');
    expect(world.published()).toMatchObject([
      { event_action: 'trigger', dedup_key: 'case-1', payload: { severity: 'warning' } },
    ]);
  });

  it('says the same only once, however often the event comes', async () => {
    const world = alertWorld();
    await world.take(atRisk, atRisk);
    await world.take(atRisk);
    expect(world.published()).toHaveLength(1);
  });

  it('closes by itself and resolves when the customer recovers', async () => {
    const world = alertWorld();
    await world.take(atRisk);
    await world.take(recovered);
    expect((await world.caseOf()).state.kind).toBe('closed');
    expect(world.published().map((each) => each.event_action)).toEqual(['trigger', 'resolve']);
  });

  it('tells nobody of a risk that was over before it arrived', async () => {
    const world = alertWorld();
    await world.take(recovered);
    await world.take(atRisk);
    expect((await world.caseOf()).state.kind).toBe('closed');
    expect(world.published()).toEqual([]);
  });

  it('keeps the case and its key when the customer is lost, more urgently', async () => {
    const world = alertWorld();
    await world.take({ ...atRisk, abcClass: 'A' });
    await world.take({ ...lost, abcClass: 'A' });
    expect(world.published().map((each) => each.payload.severity)).toEqual(['error', 'critical']);
    expect(new Set(world.published().map((each) => each.dedup_key)).size).toBe(1);
  });

  it('opens a new case when the customer is at risk again', async () => {
    const world = alertWorld();
    await world.take(atRisk);
    await world.take(recovered);
    await world.take({ ...atRisk, caseId: 'case-2', at: '2026-03-10T11:30:00Z' });
    expect(await world.caseOf()).toMatchObject({ caseId: 'case-2', state: { kind: 'open' } });
    expect(world.published().map((each) => each.dedup_key)).toEqual(['case-1', 'case-1', 'case-2']);
  });

  it('ends the same in any order and with any repeats', async () => {
    const history: RiskNews[] = [atRisk, lost, recovered];
    const next: RiskNews = { ...atRisk, caseId: 'case-2', at: '2026-03-10T11:30:00Z' };
    const events = [...history, next];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...events, ...events], { minLength: 8 }),
        async (shuffled) => {
          const world = alertWorld();
          for (const event of shuffled) await world.take(event);
          const kept = await world.caseOf();
          expect(kept.level).toBe('at-risk');
          expect(kept.newsMs).toBe(Date.parse('2026-03-10T11:30:00Z'));
          expect(kept.state.kind).toBe('open');
          expect(world.published().at(-1)?.event_action).toBe('trigger');
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of a risk and a recovery at one instant the recovery is the later, in either order', async () => {
    const atOnce = [atRisk, { ...recovered, at: atRisk.at ?? '' }];
    for (const order of [atOnce, atOnce.toReversed()]) {
      const world = alertWorld();
      await world.take(...order);
      expect(await world.caseOf()).toMatchObject({ level: 'calm', state: { kind: 'closed' } });
    }
  });

  it('fails a message that is no risk event, and takes the others', async () => {
    const world = alertWorld();
    const answer = await takeCaseEvents(world.deps, [
      {
        messageId: 'bad',
        body: { 'detail-type': 'Customer At Risk', detail: { customerId: 'C-9' } },
      },
      { messageId: 'worse', body: undefined },
      { messageId: 'good', body: riskBody(atRisk) },
    ]);
    expect(answer.failed).toEqual(['bad', 'worse']);
    expect(world.failures).toEqual(['C-9', 'unknown']);
    expect((await world.caseOf()).state.kind).toBe('open');
  });
});

describe('the capacity of the team', () => {
  const riskOf = (customer: number, valueAtStakeMinor: number): RiskNews => ({
    ...atRisk,
    customerId: `C-${customer}`,
    caseId: `case-${customer}`,
    valueAtStakeMinor,
  });

  it('opens no more cases a day than the team can take', async () => {
    const world = alertWorld();
    for (let customer = 1; customer <= 5; customer += 1) await world.take(riskOf(customer, 1_000));
    expect(world.published()).toHaveLength(2);
    expect((await world.caseOf('C-5')).state.kind).toBe('waiting');
  });

  it('waits for dawn to be complete, then opens those with most at stake', async () => {
    const world = alertWorld({ at: '2026-03-10T04:10:00Z' });
    await world.take(riskOf(1, 500), riskOf(2, 9_000), riskOf(3, 70), riskOf(4, 80_000));
    expect(world.published()).toEqual([]);
    await openCases(world.deps);
    expect(world.published().map((each) => each.dedup_key)).toEqual(['case-4', 'case-2']);
  });

  it('does not wait for a dawn pass that is late at the send hour', async () => {
    const world = alertWorld({ at: '2026-03-10T07:59:00Z' }); // 08:59 in Berlin
    await world.take(riskOf(1, 500));
    expect(world.published()).toEqual([]);
    world.setTime('2026-03-10T08:00:00Z');
    await world.take(riskOf(2, 100));
    expect(world.published().map((each) => each.dedup_key)).toEqual(['case-1', 'case-2']);
  });

  it('opens at once when today’s dawn pass is complete', async () => {
    const world = alertWorld({ at: '2026-03-10T04:10:00Z' });
    const latest = { asOf: '2026-03-10', segments: 1, customers: 1, changed: 0, modelVersion: 'm' };
    await world.deps.documents.put('dawn', 'latest', latest);
    await world.take(riskOf(1, 500));
    expect(world.published()).toHaveLength(1);
  });

  it('takes what waited on the next day, and leaves out who recovered meanwhile', async () => {
    const world = alertWorld();
    await world.take(riskOf(1, 900), riskOf(2, 800), riskOf(3, 700), riskOf(4, 600));
    await world.take({ ...recovered, customerId: 'C-3', caseId: 'case-3' });
    world.setTime('2026-03-11T04:10:00Z');
    await openCases(world.deps);
    expect(world.published().map((each) => each.dedup_key)).toEqual(['case-1', 'case-2', 'case-4']);
    expect(await world.deps.documents.list('case-waiting')).toEqual([]);
  });

  it('opens the others although one waiting case cannot be read, and names its customer', async () => {
    const world = alertWorld({ at: '2026-03-10T04:10:00Z' });
    await world.take(riskOf(1, 500), riskOf(2, 9_000));
    await world.deps.documents.put('case', 'C-2', { damaged: true });
    await expect(openCasesAfterDawn(world.deps)).rejects.toThrow('1 case could not be opened');
    expect(world.published().map((each) => each.dedup_key)).toEqual(['case-1']);
    expect(world.failures).toEqual(['C-2']);
    world.setTime('2026-03-10T12:00:00Z');
    expect(await world.take(riskOf(3, 100))).toEqual({ failed: [] });
    expect(world.published().map((each) => each.dedup_key)).toEqual(['case-1', 'case-3']);
  });

  it('brings a message again whose own case could not be opened', async () => {
    let isDown = true;
    const step = async (name: string): Promise<void> => {
      if (isDown && name === 'topic.publish:before') throw new Error('topic is down');
    };
    const world = alertWorld({ step });
    expect(await world.take(riskOf(1, 100))).toEqual({ failed: ['m-0'] });
    isDown = false;
    expect(await world.take(riskOf(1, 100))).toEqual({ failed: [] });
    expect(world.published().map((each) => each.dedup_key)).toEqual(['case-1']);
  });

  it('ranks a waiting case by its newest value', async () => {
    const world = alertWorld({ at: '2026-03-10T04:10:00Z' });
    await world.take(riskOf(1, 500), riskOf(2, 400), riskOf(3, 300));
    await world.take({ ...riskOf(3, 99_000), type: 'Customer Lost', at: '2026-03-10T10:30:00Z' });
    await openCases(world.deps);
    expect(world.published().map((each) => each.dedup_key)).toEqual(['case-3', 'case-1']);
    expect(await world.deps.documents.list('case-waiting')).toHaveLength(1);
  });
});

describe('others who work on the same cases', () => {
  it('fail a message when they change the case every time, and nobody is told', async () => {
    const world = alertWorld();
    const documents = { ...world.deps.documents, replace: async () => 'conflict' as const };
    const messages = [{ messageId: 'm-0', body: riskBody(atRisk) }];
    const told: unknown[] = [];
    const onFailure = (...failure: unknown[]) => void told.push(failure);
    const answer = await takeCaseEvents({ ...world.deps, documents, onFailure }, messages);
    expect(answer).toEqual({ failed: ['m-0'] });
    expect(told).toMatchObject([
      ['C-1', { message: 'case of customer C-1 was changed by others 8 times' }],
    ]);
    expect(world.published()).toEqual([]);
  });

  it('find who has a place of the day and that the case is open', async () => {
    const world = alertWorld();
    await world.take(atRisk);
    expect(await world.deps.documents.get('cases-opened', '2026-03-10')).toEqual({
      places: [{ caseId: 'case-1', customerId: 'C-1', isOpened: true }],
    });
  });
});

describe('a crash anywhere', () => {
  it('leaves no incident open when the next case begins before the last one was resolved', async () => {
    let isBroken = false;
    const world = alertWorld({
      step: async (name) => {
        if (isBroken && name === 'topic.publish:before') throw new Error('topic is down');
      },
    });
    await world.take(atRisk);
    isBroken = true;
    expect((await world.take(recovered)).failed).toEqual(['m-0']);
    isBroken = false;
    await world.take({ ...atRisk, caseId: 'case-2', at: '2026-03-10T11:30:00Z' });
    expect(world.published().map((each) => `${each.event_action} ${each.dedup_key}`)).toEqual([
      'trigger case-1',
      'resolve case-1',
      'trigger case-2',
    ]);
  });

  it('is repaired when the message comes again: told, within capacity, and tidied up the next day', async () => {
    let steps = 0;
    let crashAt = Number.POSITIVE_INFINITY;
    const step = async (): Promise<void> => {
      steps += 1;
      if (steps === crashAt) throw new Error('crashed');
    };
    const events: RiskNews[] = [
      { ...atRisk, customerId: 'C-1', caseId: 'case-1', valueAtStakeMinor: 1 },
      { ...atRisk, customerId: 'C-2', caseId: 'case-2', valueAtStakeMinor: 2 },
      { ...recovered, customerId: 'C-2', caseId: 'case-2' },
      { ...atRisk, customerId: 'C-3', caseId: 'case-3', valueAtStakeMinor: 3 },
    ];
    const run = async (world: ReturnType<typeof alertWorld>): Promise<boolean> => {
      for (const event of events) {
        const failed = await world.take(event).then(
          (answer) => answer.failed.length > 0,
          () => true,
        );
        if (failed) await world.take(event);
      }
      return steps < crashAt;
    };
    for (let at = 1; ; at += 1) {
      steps = 0;
      crashAt = at;
      const world = alertWorld({ step });
      const isOver = await run(world);
      crashAt = Number.POSITIVE_INFINITY;
      expect((await world.caseOf('C-1')).state.kind, `crash at ${at}`).toBe('open');
      expect((await world.caseOf('C-2')).state.kind, `crash at ${at}`).toBe('closed');
      expect((await world.caseOf('C-3')).state.kind, `crash at ${at}`).toBe('waiting');
      const last = Object.fromEntries(
        world.published().map((each) => [each.dedup_key, each.event_action]),
      );
      expect(last, `crash at ${at}`).toEqual({ 'case-1': 'trigger', 'case-2': 'resolve' });
      world.setTime('2026-03-11T04:10:00Z');
      await openCases(world.deps);
      expect((await world.caseOf('C-3')).state.kind, `crash at ${at}`).toBe('open');
      expect(await world.deps.documents.list('case-waiting')).toEqual([]);
      if (isOver) return;
    }
  });
});

describe('what the team does about a case', () => {
  it('is kept with the case, and closing it tells the tools', async () => {
    const world = alertWorld();
    await world.take(atRisk);
    const done = await world.act(
      { type: 'Case Acknowledged', at: '2026-03-10T12:10:00Z' },
      { type: 'Case Resolved', at: '2026-03-10T12:20:00Z', outcome: 'not-reached' },
    );
    expect(done).toEqual({ failed: [] });
    expect((await world.caseOf()).state).toMatchObject({ owner: 'mo', outcome: 'not-reached' });
    expect(world.published().map((each) => each.event_action)).toEqual(['trigger', 'resolve']);
  });

  it('takes a case out of the queue of those that wait for a place', async () => {
    const world = alertWorld({ at: '2026-03-10T05:00:00Z' });
    await world.take(atRisk);
    await world.act({ type: 'Case Acknowledged', at: '2026-03-10T12:10:00Z' });
    expect(await world.deps.documents.list('case-waiting')).toEqual([]);
  });

  it('changes nothing where there is no case', async () => {
    const world = alertWorld();
    const done = await world.act({ type: 'Case Acknowledged', at: '2026-03-10T12:10:00Z' });
    expect(done).toEqual({ failed: [] });
    expect(await world.deps.documents.get('case', 'C-1')).toBeUndefined();
  });

  it('is tried again, and so given up in sight, when it makes no sense', async () => {
    const world = alertWorld();
    await world.take(atRisk);
    const at = '2026-03-10T12:10:00Z';
    expect(await world.act({ type: 'Case Snoozed', at, until: at })).toEqual({ failed: ['m-0'] });
    expect(world.failures).toEqual(['C-1']);
  });
});
