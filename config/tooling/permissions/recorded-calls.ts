import * as z from "zod";
import type { DecidedCall } from "../../../local/permissions/statement-uses";

const statementName = z.object({ policy: z.string(), statement: z.string() });

const request = z.object({
  principal: z.string(),
  principalAccountId: z.string(),
  session: z.string().exactOptional(),
  action: z.string(),
  resource: z.string(),
  resourceAccountId: z.string(),
  context: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  purpose: z.string(),
});

const decision = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("allowed"), by: z.array(statementName) }),
  z.object({
    kind: z.literal("denied"),
    by: statementName.exactOptional(),
    because: z.string(),
    remedy: z.object({ policy: z.string(), statement: z.record(z.string(), z.unknown()) }),
  }),
]);

const result = z.object({
  calls: z.array(z.object({ operation: z.string(), access: z.array(z.object({ request, decision })) })),
});

/**
 * The calls of a run, with what the policies said to them.
 *
 * @param text what `npm start -- --json` prints
 * @throws Error when it is something else
 */
export function recordedCalls(text: string): readonly DecidedCall[] {
  return result.parse(JSON.parse(text)).calls;
}
