import * as z from 'zod';
import { currency, locale, timeZone } from '#shared/contracts/primitives.ts';
import { attributeNames } from './attribute-names.ts';

/** No cap may look back further than the state remembers contacts. */
export const CAP_LIMITS = { contacts: 12, days: 62 } as const;

const share = z.number().min(0).max(1);
const hour = z.int().min(0).max(23);

/** How one shop wants to be run. Strict, so that a misspelt setting is refused with its path. */
export const shopSettings = z.strictObject({
  name: z.string().min(1),
  /** Days and months are counted in this zone. */
  timeZone,
  currency,
  locale,
  /** Quiet-hours rule pack, see shared/domain/deciding/quiet-hours. */
  region: z.string().min(2),
  /** Share of customers who get no reminders and no alerts, so that the effect can be measured. */
  holdoutShare: share,
  /** Changes who is in the control group; set once and keep. */
  holdoutSalt: z.string().min(1),
  /** Rolling caps: no more than `contacts` in `days`, marketing and service together. */
  cap: z.strictObject({
    contacts: z.int().min(1).max(CAP_LIMITS.contacts),
    days: z.int().min(1).max(CAP_LIMITS.days),
  }),
  /** Hour of the customer's day (the shop's, if their zone is unknown) at which reminders go out. */
  sendHour: hour,
  /** Days before the expected need at which a reminder should arrive. */
  leadDays: z.strictObject({ replenishment: z.int().min(0), maintenance: z.int().min(0) }),
  /** A case opens at or above `open` and closes below `close` after `dwellDays` at the earliest. */
  risk: z.strictObject({
    open: share,
    close: share,
    lost: share,
    dwellDays: z.int().min(0),
    horizonDays: z.int().min(7),
  }),
  /** New cases the support team can take in a day. */
  casesPerDay: z.int().min(1),
  /** Months our notes in the ledger are kept; facts stay until the customer is erased. */
  retentionMonths: z.int().min(13),
  /** Attributes (traits) that are kept to foretell leaving; without the setting none is kept. */
  attributes: attributeNames.optional(),
  /** Public address of reply and unsubscribe links. */
  publicUrl: z.url({ protocol: /^https?$/ }),
  sender: z.strictObject({ email: z.email(), sms: z.string().max(11) }),
});
export type ShopSettings = z.infer<typeof shopSettings>;
