import type { Protocol } from './protocol.ts';
import { bank, telco } from './protocols/attribute-churn.ts';
import { cdnowFull } from './protocols/cdnow-full.ts';
import { cdnowSample } from './protocols/cdnow-sample.ts';
import { cmapss } from './protocols/cmapss.ts';
import { pdm } from './protocols/pdm.ts';
import { smallCdnow } from './protocols/small-cdnow.ts';
import { smallUk } from './protocols/small-uk.ts';
import { speed } from './protocols/speed.ts';
import { ukCustomers } from './protocols/uk-customers.ts';
import { ukDates } from './protocols/uk-dates.ts';
import { ukPairs } from './protocols/uk-pairs.ts';

/** Every protocol, in the order in which they are told. */
export const protocols: readonly Protocol[] = [
  cdnowSample,
  cdnowFull,
  ukPairs,
  ukCustomers,
  ukDates,
  telco,
  bank,
  pdm,
  cmapss,
  smallCdnow,
  smallUk,
  speed,
];
