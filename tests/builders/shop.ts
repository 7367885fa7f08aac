import { type ShopSettings, shopSettings } from '#shared/config/shop.ts';

/** A shop with round settings; name what matters to the test. */
export const shopWith = (settings: Partial<ShopSettings> = {}): ShopSettings =>
  shopSettings.parse({
    name: 'Test shop',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    locale: 'en',
    region: 'DE',
    holdoutShare: 0,
    holdoutSalt: 'salt',
    cap: { contacts: 2, days: 7 },
    sendHour: 10,
    leadDays: { replenishment: 2, maintenance: 14 },
    risk: { open: 0.7, close: 0.5, lost: 0.95, dwellDays: 7, horizonDays: 90 },
    casesPerDay: 10,
    retentionMonths: 36,
    publicUrl: 'https://shop.example.com',
    sender: { email: 'shop@example.com', sms: 'Shop' },
    ...settings,
  });
