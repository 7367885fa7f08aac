import { type ShopSettings, shopSettings } from '#shared/config/shop.ts';
import { setting } from './env.ts';

/** The shop as the deployment describes it. @throws ZodError naming the setting that does not fit. */
export const deployedShop = (): ShopSettings => shopSettings.parse(JSON.parse(setting('SHOP')));
