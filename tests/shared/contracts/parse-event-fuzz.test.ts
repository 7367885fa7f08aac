import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examples } from '#shared/contracts/examples.ts';
import { inboundEvent } from '#shared/contracts/inbound.ts';
import { parseEvent, parseEventText } from '#shared/contracts/parse-event.ts';
import { LIMITS } from '#shared/contracts/primitives.ts';

const NOW_MS = Date.parse('2027-06-01T12:00:00Z');

/** Whatever comes, the answer is one of two, sound and within its limits. */
function expectSound(parsed: ReturnType<typeof parseEvent>): void {
  if (parsed.kind === 'event') {
    expect(inboundEvent.parse(parsed.event)).toEqual(parsed.event);
    return;
  }
  expect(parsed.reasons.length).toBeGreaterThan(0);
  expect(Buffer.byteLength(parsed.redacted)).toBeLessThanOrEqual(LIMITS.redactedBytes);
  expect(() => JSON.parse(parsed.redacted)).not.toThrow();
}

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
  maxDepth: 6,
});

/** An event that was right until some of its values were replaced. */
const damagedExample = fc
  .tuple(
    fc.constantFrom(...Object.values(examples)),
    fc.array(fc.tuple(fc.nat(30), fc.oneof(anything, fc.constantFrom('', -1, NaN, null)))),
  )
  .map(([example, damages]) => {
    const copy: unknown = structuredClone(example);
    for (const [steps, value] of damages) replaceAt(copy, steps, value);
    return copy;
  });

function replaceAt(node: unknown, steps: number, value: unknown): void {
  if (!isPlain(node)) return;
  const keys = Object.keys(node);
  const key = keys[steps % Math.max(keys.length, 1)];
  if (key === undefined) return;
  const child: unknown = Reflect.get(node, key);
  if (steps > keys.length && isPlain(child)) {
    replaceAt(child, steps - keys.length, value);
  } else {
    Reflect.set(node, key, value);
  }
}

const isPlain = (value: unknown): value is object =>
  Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';

const frame = fc.constantFrom('track', 'identify', 'page', 'Order Completed', undefined);
const framed = fc.record(
  {
    type: frame,
    specversion: fc.constantFrom('1.0', 1),
    detail: anything,
    'detail-type': frame,
    event: fc.oneof(frame, anything),
    properties: anything,
    traits: anything,
    context: anything,
    data: anything,
    userId: anything,
    messageId: anything,
    timestamp: anything,
  },
  { requiredKeys: [] },
);

describe('parseEvent', () => {
  it('never throws for arbitrary values', () => {
    fc.assert(
      fc.property(anything, (raw) => expectSound(parseEvent(raw, NOW_MS))),
      { numRuns: 2_000 },
    );
  });

  it('never throws for damaged events and for empty frames of the known formats', () => {
    fc.assert(
      fc.property(fc.oneof(damagedExample, framed), (raw) => expectSound(parseEvent(raw, NOW_MS))),
      { numRuns: 4_000 },
    );
  });

  it('never throws for arbitrary clocks', () => {
    fc.assert(
      fc.property(fc.double(), (nowMs) => {
        expectSound(parseEvent(examples['Order Completed'], nowMs));
      }),
    );
  });

  it('answers a text of 1 MiB in any field at once', () => {
    for (const filler of ['a', 'a.', 'a@', '+1', '0', ' ', '\ud800', '"', '__', '-']) {
      const text = filler.repeat((1024 * 1024) / filler.length);
      const almost = filler.repeat(60_000 / filler.length);
      for (const long of [text, almost]) {
        const before = process.cpuUsage();
        expectSound(parseEvent({ type: 'track', event: long, userId: long, [long]: long }, NOW_MS));
        expectSound(parseEvent({ type: 'identify', traits: { email: long } }, NOW_MS));
        expectSound(parseEvent({ ...examples['Customer Identified'], type: long }, NOW_MS));
        // Time of this process alone: other work on the machine must not make it fail.
        expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
      }
    }
  });
});

describe('parseEventText', () => {
  it('never throws, for broken texts and whole ones', () => {
    const broken = fc
      .tuple(damagedExample, fc.nat(), fc.string({ unit: 'binary', maxLength: 5 }))
      .map(([event, at, insert]) => {
        const text = safeText(event);
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(place);
      });
    fc.assert(
      fc.property(fc.oneof(broken, fc.string(), fc.json()), (text) =>
        expectSound(parseEventText(text, NOW_MS)),
      ),
      { numRuns: 2_000 },
    );
  });
});

const safeText = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{';
  }
};
