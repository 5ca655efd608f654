/**
 * @param inputs a program in plain JavaScript may give none
 * @returns the inputs without those that are undefined or null, which mean the same as none: the default
 */
export function givenInputs<P extends object>(inputs: P | null | undefined): P {
  const given = Object.entries(inputs ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given) as P;
}
