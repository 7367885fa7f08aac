import { expect, it } from 'vitest';
import { knownAs } from '#cli/customers/known-as.ts';
import { emailPseudonym } from '#shared/contracts/email-pseudonym.ts';
import { emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';

it('knows customers by their id, and by the address from which an import made one', async () => {
  const customers = memoryCustomerStore();
  await customers.commit('own@id.example', 0, { fold: emptyFold(), book: emptyBook() });
  expect(await knownAs({ customers }, 'C-1')).toBe('C-1');
  expect(await knownAs({ customers }, 'own@id.example')).toBe('own@id.example');
  expect(await knownAs({ customers }, 'Ann@example.com')).toBe(emailPseudonym('ann@example.com'));
});
