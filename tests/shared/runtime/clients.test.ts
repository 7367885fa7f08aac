import { expect, test } from 'vitest';
import { dynamoClient, sesClient, snsClient } from '#shared/runtime/clients.ts';

test('a client is made once', () => {
  expect(dynamoClient()).toBe(dynamoClient());
});

test('what may reach a person is asked of a provider once only', async () => {
  expect(await snsClient().config.maxAttempts()).toBe(1);
  expect(await sesClient().config.maxAttempts()).toBe(1);
  expect(await dynamoClient().config.maxAttempts()).toBeGreaterThan(1);
});
