import type { Calendar } from '#shared/domain/time/calendar.ts';
import { applyAssetEvent, isAssetEvent } from './apply-asset-event.ts';
import { applyConsentEvent, isConsentEvent } from './apply-consent-event.ts';
import { applyOrderEvent, isOrderEvent } from './apply-order-event.ts';
import { applyServiceSignal, isServiceSignal } from './apply-service-signal.ts';
import { applySubscriptionEvent } from './apply-subscription-event.ts';
import type { LedgerEvent } from './fact.ts';
import type { Fold } from './state.ts';

export type ApplyContext = {
  readonly day: number;
  readonly atMs: number;
  readonly calendar: Calendar;
};

/** Changes the draft by what one event says. Each group of events has its own file. */
export function applyFact(draft: Fold, event: LedgerEvent, context: ApplyContext): void {
  if (isOrderEvent(event)) applyOrderEvent(draft, event, context);
  else if (isAssetEvent(event)) applyAssetEvent(draft, event, context);
  else if (isServiceSignal(event)) applyServiceSignal(draft, event, context);
  else if (isConsentEvent(event)) applyConsentEvent(draft, event, context);
  else applySubscriptionEvent(draft, event, context);
}
