import { Fn, Op, Token, type IResolvable } from "cdktf";

/** Known now, from a literal; or known to Terraform only, from a token. */
export type Truth = boolean | IResolvable;

/** The empty text as an expression: the framework's operators write a plain `""` or `0` as `undefined`. */
const EMPTY = Fn.rawString("");

/** @returns whether a text is not empty */
export function isSet(value: string): Truth {
  return Token.isUnresolved(value) ? Op.neq(value, EMPTY) : value !== "";
}

/** @returns whether two texts are both empty, or both not */
export function bothOrNeither(one: string, other: string): Truth {
  if (!Token.isUnresolved(one) && !Token.isUnresolved(other)) return (one === "") === (other === "");
  return Op.eq(isEmpty(one), isEmpty(other));
}

/**
 * @param end made of the name
 * @returns whether a text ends so; true where text or name is empty, so that there is nothing to compare
 */
export function endsWithUnlessEmpty(text: string, name: string, end: string): Truth {
  if (text === "" || name === "") return true;
  if (!Token.isUnresolved(text) && !Token.isUnresolved(end)) return text.endsWith(end);
  return Op.or(Op.or(isEmpty(text), isEmpty(name)), Fn.endswith(text, end));
}

/** @returns whether a text is another one, or ends so */
export function isOrEndsWith(text: string, other: string, end: string): Truth {
  if (!Token.isUnresolved(text) && !Token.isUnresolved(other)) return text === other || text.endsWith(end);
  return Op.or(Op.eq(text, other), Fn.endswith(text, end));
}

/** @returns whether a text has at most so many characters */
export function isNoLongerThan(text: string, characters: number): Truth {
  return Token.isUnresolved(text) ? Op.lte(Fn.lengthOf(text), characters) : text.length <= characters;
}

/** @returns whether a text is the expected one */
export function is(value: string, expected: string): Truth {
  return Token.isUnresolved(value) ? Op.eq(value, expected) : value === expected;
}

/** @returns whether a text is the expected one, upper and lower case being the same */
export function isInAnyCase(value: string, expected: string): Truth {
  return Token.isUnresolved(value)
    ? Op.eq(Fn.lower(value), expected.toLowerCase())
    : value.toLowerCase() === expected.toLowerCase();
}

/** @returns whether a number is above zero */
export function isPositive(value: number): Truth {
  return Token.isUnresolved(value) ? Op.gte(value, 1) : value > 0;
}

/** @returns whether a number is above another one */
export function isMoreThan(number: number, other: number): Truth {
  if (!Token.isUnresolved(number) && !Token.isUnresolved(other)) return number > other;
  // The framework's operators lose a plain 0 on their right only.
  return other === 0 ? Op.lt(other, number) : Op.gt(number, other);
}

/** @returns whether a list has an element, whatever it is: Terraform may know how many there are before it knows which */
export function isFilled(list: readonly string[]): Truth {
  return Token.isUnresolved(list) ? Op.gte(Fn.lengthOf(list), 1) : list.length > 0;
}

/** @returns a `count`: 1 for a list with an element, 0 for an empty one */
export function oneIfAny(list: readonly string[]): number {
  return oneIf(isFilled(list));
}

/** @returns whether a list has an element that is neither null nor empty */
export function hasAny(list: readonly string[]): Truth {
  if (!Token.isUnresolved(list)) return list.some((element) => element !== "");
  return Op.gte(Fn.lengthOf(Fn.compact([...list])), 1);
}

/** @returns whether there is a value; an `IResolvable` is one that Terraform may find to be null */
export function isGiven(value: string | number | IResolvable | undefined): Truth {
  return typeof value === "object" ? Op.neq(value, Token.nullValue()) : value !== undefined;
}

/** @returns the opposite */
export function not(truth: Truth): Truth {
  return typeof truth === "boolean" ? !truth : Op.not(truth);
}

/** @returns whether all hold */
export function allOf(truths: readonly Truth[]): Truth {
  return joined(truths, false, (one, other) => Op.and(one, other));
}

/** @returns whether one of them holds */
export function anyOf(truths: readonly Truth[]): Truth {
  return joined(truths, true, (one, other) => Op.or(one, other));
}

/** @param decisive the literal that decides by itself, and that says nothing when it is the other one */
function joined(
  truths: readonly Truth[],
  decisive: boolean,
  join: (one: IResolvable, other: IResolvable) => IResolvable,
): Truth {
  if (truths.includes(decisive)) return decisive;
  const open = truths.filter((truth) => typeof truth === "object");
  const [first, ...others] = open;
  return first === undefined ? !decisive : others.reduce(join, first);
}

/** A `count`: 1 or 0. */
export function oneIf(truth: Truth): number {
  return chosen(truth, 1, 0);
}

/** One of two numbers. */
export function chosen(truth: Truth, number: number, otherwise: number): number {
  if (typeof truth === "boolean") return truth ? number : otherwise;
  return Token.asNumber(Fn.conditional(truth, number, otherwise));
}

/** @returns a number so many times over */
export function times(number: number, factor: number): number {
  return Token.isUnresolved(number) ? Token.asNumber(Op.mul(number, factor)) : number * factor;
}

/** A number as a text. */
export function inDigits(number: number): string {
  return Token.isUnresolved(number) ? Token.asString(number) : String(number);
}

/** One of two lists. */
export function either(truth: Truth, list: string[], otherwise: string[]): string[] {
  if (typeof truth === "boolean") return truth ? list : otherwise;
  return Token.asList(Fn.conditional(truth, list, otherwise));
}

/** The `for_each` of a dynamic block that is there once, or not at all. */
export function onceIf(truth: IResolvable): IResolvable {
  return Token.asAny(Fn.conditional(truth, [1], []));
}

function isEmpty(value: string): IResolvable {
  return Op.eq(value === "" ? EMPTY : value, EMPTY);
}
