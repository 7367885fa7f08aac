/**
 * A probability (0 to 1) in percent as people are told it. What is not certain is not rounded to
 * certainty: `72 %`, `over 99 %`, `under 1 %`.
 */
export function formatProbability(probability: number): string {
  if (probability < 1 && probability >= 0.995) return 'over 99 %';
  if (probability > 0 && probability < 0.005) return 'under 1 %';
  return `${Math.round(probability * 100)} %`;
}
