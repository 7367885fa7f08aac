import { contactDefinitions } from './contact-definitions.ts';
import type { Definition } from './definition.ts';
import { forecastDefinitions } from './forecast-definitions.ts';
import { shopDefinitions } from './shop-definitions.ts';
import { standingDefinitions } from './standing-definitions.ts';

/** Every KPI but the effects of reminders, in the order in which they are told. */
export const definitions: readonly Definition[] = [
  ...shopDefinitions,
  ...contactDefinitions,
  ...forecastDefinitions,
  ...standingDefinitions,
];
