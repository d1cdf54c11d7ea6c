/** How long to wait, for a number of seconds: "a minute", "40 minutes", "23 hours". */
export function waiting(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return minutes <= 1 ? "a minute" : `${minutes} minutes`;
  return `${Math.ceil(minutes / 60)} hours`;
}
