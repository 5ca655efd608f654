import { isDeepStrictEqual } from "node:util";
import * as z from "zod";

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat().toSorted());

const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Action: oneOrMore,
  Resource: oneOrMore,
  Principal: z.union([z.literal("*"), z.record(z.string(), oneOrMore)]),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).default({}),
});

const policy = z.looseObject({ Statement: z.array(statement) });

/** A statement of a policy: lists for all that may be one or many, in order, so that equal ones mean the same. */
export type Meaning = z.infer<typeof statement>;

/**
 * @param json a policy as AWS's API gives it
 * @throws z.ZodError when a statement has what is not expected of one
 */
export function meaningsOf(json: string): readonly Meaning[] {
  return policy.parse(JSON.parse(json)).Statement;
}

/**
 * Holds a policy to what was added to it.
 * @param of whose policy it is
 * @returns a line for each statement that is missing, or there without having been there before or expected
 */
export function judgeAdded(
  of: string,
  before: readonly Meaning[],
  after: readonly Meaning[],
  expected: readonly Meaning[],
): readonly string[] {
  const inOrder = (one: Meaning): Meaning => ({ ...one, Action: one.Action.toSorted() });
  const wanted = [...before, ...expected.map(inOrder)];
  const isIn = (list: readonly Meaning[], one: Meaning): boolean =>
    list.some((other) => isDeepStrictEqual(one, other));
  return [
    ...wanted
      .filter((one) => !isIn(after, one))
      .map((one) => `the ${of}'s policy: expected ${JSON.stringify(one)}`),
    ...after
      .filter((one) => !isIn(wanted, one))
      .map((one) => `the ${of}'s policy: did not expect ${JSON.stringify(one)}`),
  ];
}
