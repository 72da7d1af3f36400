/** The sum of seconds with milliseconds, without the errors of binary fractions. */
export function sumOf<Each>(all: readonly Each[], seconds: (each: Each) => number): number {
  return all.reduce((ms, each) => ms + Math.round(seconds(each) * 1000), 0) / 1000;
}
