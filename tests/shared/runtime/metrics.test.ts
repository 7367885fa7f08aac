import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { handlerOf } from '#shared/runtime/any-handler.ts';
import { failureKind } from '#shared/runtime/failure-kind.ts';
import { count, takeFigures } from '#shared/runtime/figures.ts';
import { logFailure } from '#shared/runtime/log.ts';
import { emit } from '#shared/runtime/metrics.ts';
import { invocation } from './invocation.ts';
import { writtenLines } from './written-lines.ts';

let lines: readonly string[] = [];
beforeEach(() => {
  lines = writtenLines();
});
afterEach(() => {
  vi.restoreAllMocks();
  takeFigures();
});
const parsed = () => lines.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));

test('a figure is one line in the embedded metric format', () => {
  emit('RetentionShare', 'Percent', 81.5, { window: 'last-month' });
  emit('CustomersRead', 'Count', 3);
  expect(lines).toHaveLength(2);
  const [retention = '', customers = ''] = lines;
  expect(JSON.parse(retention)).toMatchObject({
    RetentionShare: 81.5,
    window: 'last-month',
    _aws: {
      CloudWatchMetrics: [
        {
          Namespace: 'Beforehand/test',
          Dimensions: [['service', 'window']],
          Metrics: [{ Name: 'RetentionShare', Unit: 'Percent' }],
        },
      ],
    },
  });
  expect(customers).not.toContain('RetentionShare');
});

describe('what an invocation counts', () => {
  test('is written once, when it ends: a line without kind and one for each kind', async () => {
    const writtenMeanwhile: string[] = [];
    let written = 0;
    const handler = handlerOf({
      schedule: async () => {
        count('EventsRepeated', 2);
        count('EventsRepeated', 3);
        count('MessagesSent', 1, 'sms');
        writtenMeanwhile.push(...lines.slice(written));
      },
    });
    await handler({}, invocation);
    written = lines.length;
    await handler({}, invocation);
    expect(writtenMeanwhile).toEqual([]);
    const [first, second, third] = parsed();
    expect(first).toMatchObject({ service: 'beforehand', EventsRepeated: 5 });
    expect(second).toMatchObject({ kind: 'sms', MessagesSent: 1 });
    expect(third).toMatchObject({ EventsRepeated: 5 });
    expect(lines).toHaveLength(4);
  });

  test('is nothing at all, and no line, when nothing happened', async () => {
    await handlerOf({ schedule: async () => {} })({}, invocation);
    expect(lines).toEqual([]);
  });

  test('is written, with the kind of failure, when it fails', async () => {
    const failing = handlerOf({
      schedule: async () => {
        count('EventsRepeated', 1);
        throw new Error('not written', { cause: namedError('AccessDeniedException') });
      },
    });
    await expect(failing({}, invocation)).rejects.toThrow('not written');
    const figures = parsed().filter((line) => '_aws' in line);
    expect(figures).toMatchObject([{ EventsRepeated: 1 }, { kind: 'denied', Failures: 1 }]);
  });

  test('says when the run came near its timeout', async () => {
    const run = (usedMs: number) => {
      let leftMs = 60_000;
      const context = { ...invocation, getRemainingTimeInMillis: () => leftMs };
      const schedule = async () => {
        leftMs -= usedMs;
      };
      return handlerOf({ schedule })({}, context);
    };
    await run(49_000);
    expect(parsed()).toMatchObject([{ RunsNearTimeout: 1 }]);
    await run(47_000);
    expect(lines).toHaveLength(1);
  });
});

test('a failure in the middle of the work is found by the correlation id of its invocation', async () => {
  const schedule = async () => logFailure('again', 'C-1', new Error('busy'));
  await handlerOf({ schedule })({}, invocation);
  logFailure('outside of any invocation', 'C-1', new Error('busy'));
  const [inside, _figures, outside] = parsed();
  expect(inside).toMatchObject({
    functionName: 'track',
    correlationId: invocation.awsRequestId,
    customerId: 'C-1',
  });
  expect(outside).not.toHaveProperty('correlationId');
});

function namedError(name: string): Error {
  const error = new Error('told by a service');
  error.name = name;
  return error;
}

test.each([
  ['ProvisionedThroughputExceededException', 'throttled'],
  ['ThrottlingException', 'throttled'],
  ['KMSThrottlingException', 'throttled'],
  ['AccessDeniedException', 'denied'],
  ['KMSAccessDeniedException', 'denied'],
  ['KmsDisabled', 'denied'],
  ['AuthorizationErrorException', 'denied'],
  ['KMSInternalException', 'unavailable'],
  ['InternalServerError', 'unavailable'],
  ['TimeoutError', 'unavailable'],
  ['ConditionalCheckFailedException', 'other'],
  ['RangeError', 'other'],
])('a failure named %s counts as %s, also deep below another', (name, kind) => {
  expect(failureKind(namedError(name))).toBe(kind);
  const gathered = new AggregateError([new Error('one'), namedError(name)]);
  expect(failureKind(new Error('above', { cause: gathered }))).toBe(kind);
});

test('what is thrown and no error counts as other', () => {
  expect(failureKind('text')).toBe('other');
});
