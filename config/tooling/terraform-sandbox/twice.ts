import * as z from "zod";
import { writeLastLog } from "./leave-behind";
import type { Life } from "./life";
import { outputsOf, sandboxRoot } from "./sandbox-root";
import { apply, destroy, prepare } from "./steps";

/**
 * Two sandboxes of the same names, one after the other, over the same state: every name is free again, or is taken over,
 * as that of a log group which RDS has made anew in the meantime.
 */
export const twice: Life = {
  name: "twice",
  run: async (stage) => {
    const root = await sandboxRoot(stage, { create_zone: true });
    const { terraform, clients } = root;
    await prepare(stage, terraform);
    const first = await apply(stage, root, "first apply");
    const { database_identifier } = await outputsOf(terraform);
    const gone = await destroy(stage, terraform, clients, "first destroy");
    await stage.step(
      "a log group of RDS's",
      writeLastLog(clients, z.string().parse(database_identifier)),
      (name) => name,
    );
    return [
      ...first,
      ...gone,
      ...(await apply(stage, root, "second apply")),
      ...(await destroy(stage, terraform, clients, "second destroy")),
    ];
  },
};
