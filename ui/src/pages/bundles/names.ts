/** A session's name that is not taken: the driver's own, or that with a number behind it. */
export function freeName(driver: string, taken: readonly string[]): string {
  let name = driver;
  for (let number = 2; taken.includes(name); number++) name = `${driver}-${number}`;
  return name;
}
