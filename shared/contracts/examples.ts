import { inboundExamples } from './inbound-examples.ts';
import { kpisReportedExample, outboundExamples } from './outbound-examples.ts';

/** One realistic event of every name, inbound and outbound. */
export const examples = {
  ...inboundExamples,
  ...outboundExamples,
  'KPIs Reported': kpisReportedExample,
} as const;
