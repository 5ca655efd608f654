import { InvalidArgumentError } from "commander";

/** @returns a parser for an option's value; it throws InvalidArgumentError for what is outside the range */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}`);
  };
}
