import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from './model.ts';

type Ask<Answer> = (fold: Fold, model: Model, today: number, horizonDays: number) => Answer;

/**
 * The same function, which remembers its last answer about each fold. Dawn asks twice, to decide
 * and to list. A fold is never changed once it is complete, so an answer holds as long as it lives.
 */
export function perFold<Answer>(ask: Ask<Answer>): Ask<Answer> {
  const answers = new WeakMap<
    Fold,
    { model: Model; today: number; horizonDays: number; answer: Answer }
  >();
  return (fold, model, today, horizonDays) => {
    const last = answers.get(fold);
    const isSame =
      last?.model === model && last.today === today && last.horizonDays === horizonDays;
    if (last !== undefined && isSame) return last.answer;
    const answer = ask(fold, model, today, horizonDays);
    answers.set(fold, { model, today, horizonDays, answer });
    return answer;
  };
}
