import type { Client } from "pg";
import * as z from "zod";
import { ToCorrectError } from "../../../shared/command/command-error";
import { listed } from "../words";

/** Something that is to be dropped. */
export interface OwnedObject {
  /** Such as "schema". */
  readonly type: string;
  /** Its name, as PostgreSQL writes it. */
  readonly identity: string;
  readonly owner: string;
  /** Whether whoever loads has the rights of its owner. */
  readonly mine: boolean;
}

const userSchema = z.object({ name: z.string() });

/** @throws ToCorrectError that names what cannot be dropped, its owners and what to do */
export async function refuseForeign(client: Client, objects: readonly OwnedObject[]): Promise<void> {
  const foreign = objects.filter(({ mine }) => !mine);
  const [first] = foreign;
  if (first === undefined) return;
  const user = userSchema.parse((await client.query("SELECT current_user::text AS name")).rows[0]).name;
  const names = foreign.map(({ type, identity, owner }) => `${type} ${identity} (owner: ${owner})`);
  const grant = `GRANT ${client.escapeIdentifier(first.owner)} TO ${client.escapeIdentifier(user)}`;
  throw new ToCorrectError(
    `the database holds what ${user} may not drop, because it belongs to another role: ${listed(names)}. Drop it as ` +
      `its owner, or let ${user} do it (${grant}), then load again. Nothing was changed`,
  );
}
