import { stageProgress } from '#cli/stage-progress.ts';
import { minutes, number } from '#cli/words.ts';
import type { ImportProgress } from '#functions/import/import-history.ts';
import type { OpenText } from '#shared/importing/text-lines.ts';

/** Says how far an import is: rows, rows a second, and the time left where it can be told. */
export function importProgress(
  text: OpenText,
  bytes: number | undefined,
): (progress: ImportProgress) => void {
  const shareRead = (): number | undefined =>
    bytes === undefined ? undefined : text.bytesRead() / bytes;
  return stageProgress(
    ({ rows, of }) => rows === of,
    (progress, seconds) => {
      const { rows, of } = progress;
      return progressLine(progress, of === undefined ? shareRead() : rows / of, seconds);
    },
  );
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
