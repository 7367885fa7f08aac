import type { DocumentStore } from '#shared/store/ports.ts';

type Name = { readonly en: string; readonly de: string; readonly ru: string };

/** What customers call the products of the demo shop. */
export const productNames: Readonly<Record<string, Name>> = {
  'coffee-beans-1kg': {
    en: 'Coffee beans 1 kg',
    de: 'Kaffeebohnen 1 kg',
    ru: 'Кофе в зёрнах 1 кг',
  },
  'espresso-beans-500g': {
    en: 'Espresso beans 500 g',
    de: 'Espressobohnen 500 g',
    ru: 'Эспрессо в зёрнах 500 г',
  },
  'decaf-beans-500g': {
    en: 'Decaf beans 500 g',
    de: 'Entkoffeinierte Bohnen 500 g',
    ru: 'Кофе без кофеина 500 г',
  },
  'paper-filters-100': {
    en: 'Paper filters, 100',
    de: 'Filtertüten, 100 Stück',
    ru: 'Бумажные фильтры, 100 шт.',
  },
  'milk-frother-cleaner': {
    en: 'Milk frother cleaner',
    de: 'Milchschaumreiniger',
    ru: 'Средство для капучинатора',
  },
  'cleaning-tablets-20': {
    en: 'Cleaning tablets, 20',
    de: 'Reinigungstabletten, 20 Stück',
    ru: 'Чистящие таблетки, 20 шт.',
  },
  'descaler-750ml': {
    en: 'Descaler 750 ml',
    de: 'Entkalker 750 ml',
    ru: 'Средство от накипи 750 мл',
  },
  'water-filter-3-pack': {
    en: 'Water filters, 3',
    de: 'Wasserfilter, 3 Stück',
    ru: 'Фильтры для воды, 3 шт.',
  },
  'softener-salt-25kg': {
    en: 'Softener salt 25 kg',
    de: 'Regeneriersalz 25 kg',
    ru: 'Соль для умягчителя 25 кг',
  },
  'dishwasher-tabs-60': {
    en: 'Dishwasher tabs, 60',
    de: 'Spülmaschinentabs, 60 Stück',
    ru: 'Таблетки для посуды, 60 шт.',
  },
  'rinse-aid-750ml': {
    en: 'Rinse aid 750 ml',
    de: 'Klarspüler 750 ml',
    ru: 'Ополаскиватель 750 мл',
  },
  'detergent-3l': { en: 'Detergent 3 l', de: 'Waschmittel 3 l', ru: 'Гель для стирки 3 л' },
  'vacuum-bags-8': {
    en: 'Vacuum bags, 8',
    de: 'Staubsaugerbeutel, 8 Stück',
    ru: 'Мешки для пылесоса, 8 шт.',
  },
  'grinder-cleaner-450g': {
    en: 'Grinder cleaner 450 g',
    de: 'Mühlenreiniger 450 g',
    ru: 'Средство для кофемолки 450 г',
  },
  'espresso-machine': { en: 'Espresso machine', de: 'Espressomaschine', ru: 'Кофемашина' },
  'water-softener': { en: 'Water softener', de: 'Wasserenthärter', ru: 'Умягчитель воды' },
  dishwasher: { en: 'Dishwasher', de: 'Spülmaschine', ru: 'Посудомоечная машина' },
};

/** Puts the names into the shop's catalogue, where messages look for them. */
export async function writeCatalogue(documents: Pick<DocumentStore, 'put'>): Promise<void> {
  for (const [productId, name] of Object.entries(productNames)) {
    await documents.put('catalogue', productId, { name });
  }
}
