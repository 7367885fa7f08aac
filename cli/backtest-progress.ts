import type { BacktestProgress } from '#shared/domain/backtest/run-backtest.ts';
import { terminal } from './terminal.ts';
import { minutes, number } from './words.ts';

/** A person sees every change; a log gets a line now and then. */
const EVERY_MS = { watched: 200, logged: 10_000 } as const;

/** Says how far a backtest is, and the time left where it can be told. */
export function backtestProgress(): (progress: BacktestProgress) => void {
  const every = terminal.watched ? EVERY_MS.watched : EVERY_MS.logged;
  let stage: BacktestProgress['stage'] | undefined;
  let startedMs = performance.now();
  let saidMs = startedMs;
  return (progress) => {
    const nowMs = performance.now();
    if (progress.stage !== stage) {
      stage = progress.stage;
      startedMs = nowMs;
    }
    const isLast = progress.done === progress.of;
    if (nowMs - saidMs < every && !(isLast && terminal.watched)) return;
    saidMs = nowMs;
    const line = progressLine(progress, (nowMs - startedMs) / 1_000);
    terminal.sayOver(isLast && terminal.watched ? `${line}\n` : line);
  };
}

/** `looking back: 1,200 of 3,217 customers, 0:12 left` */
export function progressLine({ stage, done, of }: BacktestProgress, seconds: number): string {
  const what = stage === 'learning' ? (of === 1 ? 'model' : 'models') : 'customers';
  const left = done > 0 && done < of ? `, ${minutes((seconds / done) * (of - done))} left` : '';
  return `${stage}: ${number(done)} of ${number(of)} ${what}${left}`;
}
