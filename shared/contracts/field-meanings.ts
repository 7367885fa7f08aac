import type { EventName } from './event-meanings.ts';
import type { InboundEvent, OrderLine } from './inbound.ts';
import type { KpisReported, Likelihood, Need, OutboundEvent, Reason } from './outbound.ts';

/** Of every member its named keys; an object without fields has none, though its keys are any text. */
type KeysOf<Union> = Union extends unknown
  ? string extends keyof Union
    ? never
    : keyof Union
  : never;
type KpiProperties = KpisReported['properties'];

/** Every field of the properties of any event, at any depth. */
export type FieldName =
  | KeysOf<InboundEvent['properties'] | OutboundEvent['properties'] | KpiProperties>
  | keyof OrderLine
  | keyof Need
  | keyof Reason
  | keyof Likelihood
  | keyof KpiProperties['figures'][number];

const NUMBER = '0 to 1; null while it is too early to say, and where a number would not hold';

/** What each field means wherever it stands, unless `specialMeanings` says otherwise. */
export const fieldMeanings: Readonly<Record<FieldName, string>> = {
  abcClass: 'A for the customers who bring most of the revenue, then B and C',
  amount: 'How much was used, in whatever unit the producer counts',
  answer: 'What the customer chose',
  asOf: 'Last day that the figures cover',
  assetId: 'The one owned thing, as its serial number',
  attributes:
    'What describes the customer, as {"plan": "basic"}; only names listed in the settings are kept',
  caseId: 'The customer’s one case; the same while it is open',
  category: 'Category of the product; forecasts of rare products lean on it',
  builtOn: 'Day of manufacture; left out when it was new at registration',
  cause: 'Why',
  channel: 'How the customer is reached',
  code: 'Stable name of the reason',
  complaintId: 'The complaint',
  component: 'The part that is serviced; left out for the asset as a whole',
  contribution: 'Log-odds it adds to what is foreseen',
  contactId: 'The one message, which may carry several needs',
  currency: 'ISO 4217 code; its minor unit is what amounts count',
  decisionId: 'What was foreseen; the same however often it is published',
  decisionIds: 'What the message was about',
  denominator: 'What the numerator is divided by',
  email: 'Personal. E-mail address',
  errorDays: 'Days by which it came later (negative: earlier) than expected',
  expectedOn: 'Date on which it is most likely needed',
  expiresAt: 'After this there is no sense in saying it',
  figures: 'One entry per figure and window',
  handlingMinutes: 'Minutes of work it took support',
  happened: 'Whether it came true within its window',
  heldUntil: 'When a held reminder comes up again',
  high: 'Upper bound of an effect, which holds at every look with 95 % confidence',
  horizonDays:
    'Days that the probability speaks of, more than the shop’s where the customer comes rarely; left out is the shop’s',
  kind: 'What is foreseen',
  from: 'Least probability that the word stands for, 0 to 1',
  kpi: 'Name of the figure',
  likelihood:
    'How likely it is in a word, with what it stands for; left out while it is too early to say',
  lines: 'What the order consists of',
  locale: 'BCP 47 tag of the customer’s language',
  low: 'Lower bound of an effect, which holds at every look with 95 % confidence',
  maximum: 'Best rating possible',
  meterUnit: 'Unit of the meter, as h or km',
  meterValue: 'What the meter showed then',
  model: 'Variant of the product, where variants fail differently',
  name: 'Personal. How to address the customer',
  needs: 'What the customer needs, most pressing first',
  numerator: 'What is counted',
  orderId: 'The order',
  outcome: 'How the case ended',
  owner: 'Who of the support team looks after it',
  periodDays: 'Days from one renewal to the next',
  phone: 'Personal. Number in E.164 form',
  preferredChannel: 'How the customer likes to be reached',
  priceMinor: 'Price of one period in minor units',
  probability: `How likely it is, ${NUMBER}`,
  productId: 'The product (what is bought, not the single piece)',
  proof: 'Personal. Where and how the customer said so',
  providerMessageId: 'What the provider calls the message: look for it in the provider’s log',
  purpose: 'marketing: replenishment; service: maintenance and recalls; profiling: any prediction',
  pushEndpoint: 'Personal. SNS endpoint of the customer’s device',
  quantity: 'Pieces, or any unit that is always the same for the product',
  rating: 'The rating, 0 to maximum',
  reason: 'Why, in plain words',
  reasons: 'What the forecast rests on, most important first',
  scheduledFor: 'When the service will be',
  sendAt: 'When the message should go out',
  serviceIntervalDays: 'Service is due after so many days …',
  serviceIntervalMeter: '… or so much use, whichever comes first',
  severity: 'How bad it is',
  stage: 'Where the customer stands: prospect, developing, developed, dormant, lost',
  subject: 'The product, or the asset that wants service',
  subscriptionId: 'The subscription',
  suggestedAction: 'What support could do',
  text: 'The reason in words',
  timeZone: 'IANA zone in which the customer lives; quiet hours depend on it',
  toldIn:
    'Whether there is a number: percent, or words where one would not hold; left out is percent',
  totalMinor: 'What the customer paid in minor units, tax and discounts included',
  to: 'Most that the word stands for, 0 to 1',
  unit: 'Unit of the value',
  unitPriceMinor: 'Price of one in minor units',
  until: 'When the case comes back',
  value: 'Number behind the reason',
  values: 'What each sensor shows, by its name: a number',
  valueAtStakeMinor: 'What the customer would likely still spend, in minor units',
  webhookUrl: 'Personal. Address of the customer’s own system',
  window: 'Days the figure covers',
  word: 'The word of the scale of the IPCC (2010)',
};

/** Where a field means something else. */
export const specialMeanings: Partial<
  Readonly<Record<EventName, Partial<Readonly<Record<FieldName, string>>>>>
> = {
  'Order Refunded': {
    orderId: 'The order; left out when it is not known',
    totalMinor: 'What was paid back in minor units',
    lines: 'What came back; left out when only money did',
  },
  'Order Cancelled': {
    orderId: 'The order; left out when it is not known',
    totalMinor: 'Value of what was called off in minor units',
    lines: 'What was called off',
  },
  'Meter Reading Recorded': { value: 'What the meter shows, in the unit of the asset' },
  'Fault Reported': { code: 'Name of the fault, from a short list that the product knows' },
  'Service Completed': { cause: 'Whether it was planned or something had failed' },
  'Consent Granted': { channel: 'For which channel, or for any' },
  'Consent Withdrawn': { channel: 'For which channel, or for any' },
  'Delivery Failed': { cause: 'Why it did not arrive; complaint: marked as spam' },
  'Forecast Settled': { kind: 'What was foreseen', probability: 'What was said before, 0 to 1' },
  'Customer At Risk': { probability: `That the customer leaves, ${NUMBER}` },
  'Customer Recovered': { probability: `That the customer leaves, ${NUMBER}` },
  'Customer Lost': { probability: `That the customer has left, ${NUMBER}` },
  'KPIs Reported': { value: 'The figure; null while there is nothing to divide by' },
};
