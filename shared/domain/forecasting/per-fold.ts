import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from './model.ts';

type Ask<Answer> = (fold: Fold, model: Model, today: number, horizonDays: number) => Answer;

/**
 * Forecasts remembered at most, an empty answer counting as one. A page of dawn has about as many
 * when customers buy twenty products; with more it asks twice rather than hold half a gigabyte.
 */
const REMEMBERED = 20_000;

/**
 * The same function, which remembers its last answer about each of the folds it was asked about
 * last. Dawn asks twice, to decide and to list. A fold is never changed once it is complete, so an
 * answer holds as long as it is kept.
 */
export function perFold<Answer extends readonly unknown[]>(ask: Ask<Answer>): Ask<Answer> {
  const answers = new Map<
    Fold,
    { model: Model; today: number; horizonDays: number; answer: Answer }
  >();
  let remembered = 0;
  const forget = (fold: Fold): void => {
    const known = answers.get(fold);
    if (known !== undefined) remembered -= 1 + known.answer.length;
    answers.delete(fold);
  };
  return (fold, model, today, horizonDays) => {
    const last = answers.get(fold);
    const isSame =
      last?.model === model && last.today === today && last.horizonDays === horizonDays;
    if (last !== undefined && isSame) return last.answer;
    const answer = ask(fold, model, today, horizonDays);
    forget(fold);
    answers.set(fold, { model, today, horizonDays, answer });
    remembered += 1 + answer.length;
    for (const oldest of answers.keys()) {
      if (remembered <= REMEMBERED || oldest === fold) break;
      forget(oldest);
    }
    return answer;
  };
}
