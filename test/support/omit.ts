/** The object without some of its fields. */
export function omit<T extends object, K extends keyof T & string>(value: T, ...names: readonly K[]): Omit<T, K> {
  const rest = Object.entries(value).filter(([name]) => !names.some((each) => each === name));
  return Object.fromEntries(rest) as Omit<T, K>;
}
