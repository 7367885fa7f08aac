import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { wasWritten } from '#shared/store/conditional.ts';

const refusedAfter = (attempts?: number) =>
  Promise.reject(
    new ConditionalCheckFailedException({
      message: 'the condition did not hold',
      $metadata: attempts === undefined ? {} : { attempts },
    }),
  );
const ours = async () => true;

describe('a conditional write', () => {
  it('was done when it was accepted', async () => {
    expect(await wasWritten(Promise.resolve())).toBe(true);
  });

  it('was not done when it was refused at the first try, whatever is there', async () => {
    expect(await wasWritten(refusedAfter(1), ours)).toBe(false);
    expect(await wasWritten(refusedAfter(), ours)).toBe(false);
  });

  it('was done by an earlier try when what is there is ours', async () => {
    expect(await wasWritten(refusedAfter(2), ours)).toBe(true);
    expect(await wasWritten(refusedAfter(2), async () => false)).toBe(false);
    expect(await wasWritten(refusedAfter(2))).toBe(false);
  });

  it('fails as the request did for any other reason', async () => {
    await expect(wasWritten(Promise.reject(new Error('throttled')), ours)).rejects.toThrow(
      'throttled',
    );
  });
});
