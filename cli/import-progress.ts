import type { ImportProgress } from '#functions/import/import-history.ts';
import type { OpenText } from '#shared/importing/text-lines.ts';
import { terminal } from './terminal.ts';
import { minutes, number } from './words.ts';

/** A person sees every change; a log gets a line now and then. */
const EVERY_MS = { watched: 200, logged: 5_000 } as const;

/** Says how far an import is: rows, rows a second, and the time left where it can be told. */
export function importProgress(
  text: OpenText,
  bytes: number | undefined,
): (progress: ImportProgress) => void {
  const every = terminal.watched ? EVERY_MS.watched : EVERY_MS.logged;
  let stage: ImportProgress['stage'] = 'reading';
  let startedMs = performance.now();
  let saidMs = startedMs;
  return (progress) => {
    const nowMs = performance.now();
    if (progress.stage !== stage) {
      stage = progress.stage;
      startedMs = nowMs;
    }
    const isLast = progress.rows === progress.of;
    if (nowMs - saidMs < every && !(isLast && terminal.watched)) return;
    saidMs = nowMs;
    const share =
      progress.of !== undefined
        ? progress.rows / progress.of
        : bytes === undefined
          ? undefined
          : text.bytesRead() / bytes;
    const line = progressLine(progress, share, (nowMs - startedMs) / 1_000);
    terminal.sayOver(isLast && terminal.watched ? `${line}\n` : line);
  };
}

/** `recording: 12,000 of 300,432 rows, 9,200 rows/s, 0:31 left` */
export function progressLine(
  { stage, rows, of }: ImportProgress,
  share: number | undefined,
  seconds: number,
): string {
  const counted =
    of === undefined ? `${number(rows)} rows` : `${number(rows)} of ${number(of)} rows`;
  const rate = seconds > 0 ? `, ${number(Math.round(rows / seconds))} rows/s` : '';
  const left =
    share === undefined || share <= 0 || share >= 1
      ? ''
      : `, ${minutes((seconds * (1 - share)) / share)} left`;
  return `${stage}: ${counted}${rate}${left}`;
}
