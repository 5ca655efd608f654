import * as z from "zod";
import { tallySchema } from "../shared/manifest";

/** How often the copy began anew because the verification found files missing in the zone. */
const round = z.int().nonnegative().default(0);

/** Where a copy goes on: every file up to this key of the export has been copied. */
const copyPlaceSchema = z.object({
  phase: z.literal("copy"),
  /** Absent: from the start. */
  after: z.string().min(1).optional(),
  round,
});

/** How far the landing zone's listing of one table's partition is counted. */
const zoneCountSchema = z.object({
  /** Absent: from the start. */
  after: z.string().min(1).optional(),
  tally: tallySchema,
});

/** The table that a verification is at: what the export holds of it, and what of that was counted in the zone. */
const openTableSchema = z.object({
  tally: tallySchema,
  /** Whether the export holds its `_SUCCESS`: an empty table has nothing else. */
  success: z.boolean(),
  /** Given once the export's listing is through with the table. */
  zone: zoneCountSchema.optional(),
  /** The zone was counted to its end before, and time ran short over what did not agree: counting it again is no progress. */
  recount: z.literal(true).optional(),
});

/** Where a verification goes on: pages of listings are what it is cut at, so that no table is too large. */
const verifyPlaceSchema = z.object({
  phase: z.literal("verify"),
  /** The export's listing is read up to this key. Absent: not begun. */
  after: z.string().min(1).optional(),
  /** The table that this key lies in, unless that one is verified. */
  table: openTableSchema.optional(),
  /** Keys of the records that hold the tables verified so far. */
  parts: z.array(z.string()).default([]),
  round,
});

/** What a message of the copier's remembers of its landing from one invocation to the next. */
export const placeSchema = z.discriminatedUnion("phase", [copyPlaceSchema, verifyPlaceSchema]);

export type Place = z.infer<typeof placeSchema>;
export type CopyPlace = z.infer<typeof copyPlaceSchema>;
export type VerifyPlace = z.infer<typeof verifyPlaceSchema>;
export type OpenTable = z.infer<typeof openTableSchema>;
