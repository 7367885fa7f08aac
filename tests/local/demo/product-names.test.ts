import { describe, expect, it } from 'vitest';
import { appliances, consumables } from '#local/demo/catalogue.ts';
import { productNames, writeCatalogue } from '#local/demo/product-names.ts';

describe('the catalogue of the demo shop', () => {
  it('names everything that a reminder can be about, and nothing else', () => {
    const sold = [...consumables, ...appliances].map(({ productId }) => productId);
    expect(Object.keys(productNames).sort()).toEqual(sold.sort());
  });

  it('is written under the kind that messages read', async () => {
    const written = new Map<string, unknown>();
    await writeCatalogue({
      put: async (kind, id, document) => {
        written.set(`${kind}/${id}`, document);
      },
    });
    expect(written.get('catalogue/dishwasher')).toMatchObject({ name: { de: 'Spülmaschine' } });
  });
});
