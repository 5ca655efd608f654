import type { Client } from "pg";
import * as z from "zod";
import { ToCorrectError } from "../../../shared/command/command-error";
import { codeOf, messageOf } from "../../../../local/shared/error-facts";
import { listed } from "../words";
import { sampleObjects, type SampleObject } from "./sample-objects";

/** What is made of others goes first. */
const ORDER: readonly SampleObject["kind"][] = ["materialized view", "view", "table", "type"];

/** PostgreSQL's refusal to drop what others depend on; its detail names them, line by line. */
const dependentsSchema = z.object({ code: z.literal("2BP01"), detail: z.string() });
/** PostgreSQL's code for what only an owner may do. */
const INSUFFICIENT_PRIVILEGE = "42501";

/**
 * Drops the sample, and nothing that somebody has made upon it or beside it.
 *
 * @param schemas those of the sample that are there
 * @throws ToCorrectError that names what is in the way
 */
export async function dropSample(client: Client, schemas: readonly string[]): Promise<void> {
  if (schemas.length === 0) return;
  const names = schemas.map((name) => client.escapeIdentifier(name)).join(", ");
  try {
    for (const kind of ORDER) {
      const objects = sampleObjects.filter((object) => object.kind === kind);
      const identities = objects.map(({ identity }) => identity).join(", ");
      await client.query(`DROP ${kind} IF EXISTS ${identities} RESTRICT`);
    }
    await client.query(`DROP SCHEMA ${names} RESTRICT`);
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  const dependents = dependentsSchema.safeParse(error);
  if (dependents.success)
    return new ToCorrectError(
      `the sample that is there cannot be replaced, because something that is not the sample's depends on it: ` +
        `${listed(dependents.data.detail.split("\n"))}. Drop or move that, or let --reset drop all that the database ` +
        "holds. Nothing was changed",
      { cause: error },
    );
  if (codeOf(error) === INSUFFICIENT_PRIVILEGE)
    return new ToCorrectError(
      `the sample that is there cannot be replaced: ${messageOf(error)}. Load as its owner, or drop it as its ` +
        "owner first. Nothing was changed",
      { cause: error },
    );
  return error;
}
