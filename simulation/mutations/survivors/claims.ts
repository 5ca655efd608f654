import { explained, type Survivor } from "./survivor";

/** Of claims: who lands an export, and for how long. */
export const CLAIM_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/copier/claim.ts",
    "An invocation to whose claim the answer got lost takes it for another's, and its message lands when that is void: later, and the same.",
    [["record?.body === body", "false"]],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "A claim that is marked otherwise cannot be read, and what cannot be read holds nothing.",
    [["true", "false"]],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "Two that take over a void claim in the same second, or the lost answer to a takeover: no plan has one, claim.test.ts has both.",
    [
      ['(await records.replace(key, body, record.etag)) === "replaced"', "true"],
      ["(await records.read(key))?.body === body", "true"],
      ["(await records.read(key))?.body === body", "false"],
    ],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "workflow-start-delivered-twice-again.json sees it, and asks AWS too often to be among the plans that a mutant is tried on.",
    [["false", "true"]],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "Nobody deletes or spoils a claim in this world; claim.test.ts does.",
    [
      ["record === undefined", "false"],
      ["read?.success === true", "true"],
    ],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "A claim can always be read in this world; claim.test.ts has one that cannot.",
    [["other !== undefined", "true"]],
  ),
  ...explained(
    "functions/copier/claim.ts",
    "A claim that is given back is still one's own in this world: nobody has taken it over within the invocation; claim.test.ts lets somebody.",
    [["record?.body === body", "true"]],
  ),
  ...explained(
    "functions/copier/landing-claim.ts",
    "A message that comes again after a crash waits until the dead one's claim is void: after a crash no run is held to seconds; landing-claim.test.ts is.",
    [
      ["other.messageId === messageId", "false"],
      ["true", "false"],
    ],
  ),
  ...explained(
    "functions/copier/landing-claim.ts",
    "No plan redrives a letter while a claim holds; landing-claim.test.ts does.",
    [
      ["!job.isRoutine && (await hasFailed(job, other, dependencies))", "false"],
      [
        "!job.isRoutine && (await hasFailed(job, other, dependencies))",
        "!job.isRoutine || (await hasFailed(job, other, dependencies))",
      ],
      ["!job.isRoutine", "job.isRoutine"],
      ["letter?.at === undefined || letter.code === LOST_FILE", "true"],
      ["letter?.at === undefined || letter.code === LOST_FILE", "false"],
      [
        "letter?.at === undefined || letter.code === LOST_FILE",
        "letter?.at === undefined && letter.code === LOST_FILE",
      ],
      ["letter?.at === undefined", "true"],
      ["letter?.at === undefined", "false"],
      ["letter.code === LOST_FILE", "true"],
      ["letter.code === LOST_FILE", "false"],
      ["Date.parse(claimedAt) <= Date.parse(letter.at)", "true"],
      ["Date.parse(claimedAt) <= Date.parse(letter.at)", "false"],
    ],
  ),
  ...explained("functions/copier/landing-claim.ts", "The words of a log line, which no run reads.", [
    ["GIVE_BACK_MILLISECONDS / 1000", "GIVE_BACK_MILLISECONDS * 1000"],
  ]),
  ...explained("functions/copier/landing-claim.ts", "All clocks are one in this world.", [
    [
      "invocation.getRemainingTimeInMillis() + CLOCK_MARGIN_MILLISECONDS",
      "invocation.getRemainingTimeInMillis() - CLOCK_MARGIN_MILLISECONDS",
    ],
  ]),
  ...explained(
    "functions/copier/landing-claim.ts",
    "Given back behind the end, too, or not after an error that no landing throws in this world: the others find the manifest, or the letter, before they ask for the claim.",
    [
      ["false", "true"],
      ['outcome.kind !== "wait"', "false"],
      ["!hasEnded", "true"],
    ],
  ),
];
