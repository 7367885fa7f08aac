import { afterEach, expect, test, vi } from 'vitest';
import { emit } from '#shared/runtime/metrics.ts';
import { writtenLines } from './written-lines.ts';

afterEach(() => vi.restoreAllMocks());

test('a figure is one line in the embedded metric format', () => {
  const lines = writtenLines();
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
          Namespace: 'Beforehand',
          Dimensions: [['service', 'window']],
          Metrics: [{ Name: 'RetentionShare', Unit: 'Percent' }],
        },
      ],
    },
  });
  expect(customers).not.toContain('RetentionShare');
});
