import * as z from "zod";
import { tallySchema } from "../shared/manifest";

/** Where a copy goes on: every file up to this key of the export has been copied. */
const copyPlaceSchema = z.object({ phase: z.literal("copy"), after: z.string().min(1) });

/** A position in a listing, and what was counted up to it. */
const tallyPlaceSchema = z.object({ after: z.string(), tally: tallySchema });

/** Where a verification goes on: pages of listings are what it is cut at, so that no table is too large. */
const verifyPlaceSchema = z.object({
  phase: z.literal("verify"),
  /** The export's listing; its tally is that of the table that the position lies in. */
  source: tallyPlaceSchema.optional(),
  /** The landing zone's listing of that table's partition, once the export's is through with it. */
  zone: tallyPlaceSchema.optional(),
  /** Keys of the records that hold the tables verified so far. */
  parts: z.array(z.string()).default([]),
});

/** What a message of the copier's remembers of its landing from one invocation to the next. */
export const placeSchema = z.discriminatedUnion("phase", [copyPlaceSchema, verifyPlaceSchema]);

export type Place = z.infer<typeof placeSchema>;
export type CopyPlace = z.infer<typeof copyPlaceSchema>;
export type VerifyPlace = z.infer<typeof verifyPlaceSchema>;
