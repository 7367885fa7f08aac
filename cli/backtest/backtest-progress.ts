import { stageProgress } from '#cli/stage-progress.ts';
import { minutes, number } from '#cli/words.ts';
import type { BacktestProgress } from '#shared/domain/backtest/run-backtest.ts';

/** Says how far a backtest is, and the time left where it can be told. */
export const backtestProgress = (): ((progress: BacktestProgress) => void) =>
  stageProgress(({ done, of }) => done === of, progressLine);

/** `looking back: 1,200 of 3,217 customers, 0:12 left` */
function progressLine({ stage, done, of }: BacktestProgress, seconds: number): string {
  const what = stage === 'learning' ? (of === 1 ? 'model' : 'models') : 'customers';
  const left = done > 0 && done < of ? `, ${minutes((seconds / done) * (of - done))} left` : '';
  return `${stage}: ${number(done)} of ${number(of)} ${what}${left}`;
}
