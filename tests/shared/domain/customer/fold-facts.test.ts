import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { foldFacts, foldHistory, inOrder, newestKey } from '#shared/domain/customer/fold-facts.ts';
import { emptyFold, type Fold, fold as foldSchema } from '#shared/domain/customer/state.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { arbitraryEvent } from '#tests/builders/arbitrary-event.ts';

const calendar = calendarOf('Europe/Berlin');
const history = fc
  .array(arbitraryEvent({ without: ['Erasure Requested'] }), { minLength: 1, maxLength: 40 })
  .map((events) => inOrder(events.map(toFact)));

/** What the store would keep and give back. */
const stored = (fold: Fold): Fold => foldSchema.parse(JSON.parse(JSON.stringify(fold)));

/** What two workers do with batches that come in any order: fold what is newer, else refold. */
function settle(batches: readonly (readonly Fact[])[]): Fold {
  const ledger: Fact[] = [];
  let fold = emptyFold();
  for (const batch of batches) {
    ledger.push(...batch);
    const fresh = inOrder(batch).filter((fact) => !fold.recent.includes(fact.key));
    const first = fresh[0];
    if (first === undefined) continue;
    const isNewer = first.key > newestKey(fold);
    fold = stored(isNewer ? foldFacts(fold, fresh, calendar) : foldHistory(ledger, calendar));
  }
  return fold;
}

const split = (facts: readonly Fact[], sizes: readonly number[]): Fact[][] => {
  const batches: Fact[][] = [];
  let at = 0;
  for (const size of sizes) {
    batches.push(facts.slice(at, at + size));
    at += size;
  }
  return [...batches, facts.slice(at)];
};

describe('the fold', () => {
  it('is the same bytes for any order, any repeats and any split into batches', () => {
    const arrival = history.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        order: fc.shuffledSubarray(facts, { minLength: facts.length }),
        repeats: fc.array(fc.constantFrom(...facts), { maxLength: 10 }),
        sizes: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 }),
      }),
    );
    fc.assert(
      fc.property(arrival, ({ facts, order, repeats, sizes }) => {
        const settled = settle(split([...order, ...repeats], sizes));
        expect(canonical(settled)).toBe(canonical(stored(foldHistory(facts, calendar))));
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);

  it('refuses a fact that is not newer than what it has seen', () => {
    const [event] = fc.sample(arbitraryEvent(), 1);
    const fact = toFact(event ?? expect.fail('no event was made'));
    const seen = foldFacts(emptyFold(), [fact], calendar);
    expect(() => foldFacts(seen, [fact], calendar)).toThrow(/must be newer than/);
  });

  it('forgets everything but the request when erasure is asked for', () => {
    fc.assert(
      fc.property(history, fc.array(arbitraryEvent(), { maxLength: 5 }), (before, after) => {
        const last = before.at(-1)?.atMs ?? 0;
        const erasure = toFact({
          type: 'Erasure Requested',
          customerId: 'customer-1',
          metadata: { id: 'erase', occurredAt: new Date(last + 1).toISOString(), schemaVersion: 1 },
          properties: {},
        });
        const later = after.map(toFact).filter((fact) => fact.key > erasure.key);
        const folded = foldHistory([...before, erasure, ...later], calendar);
        const { facts, recent, ...rest } = folded;
        const { facts: _facts, recent: _recent, ...nothing } = emptyFold();
        expect(rest).toEqual({ ...nothing, erased: true });
      }),
    );
  });
});

/** Keys in one order, as the store writes them. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
