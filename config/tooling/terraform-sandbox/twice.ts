import type { Life } from "./life";
import { sandboxRoot } from "./sandbox-root";
import { apply, destroy, prepare } from "./steps";

/** Two sandboxes of the same names, one after the other, over the same state: every name is free again. */
export const twice: Life = {
  name: "twice",
  run: async (stage) => {
    const root = await sandboxRoot(stage, { create_zone: true });
    const { terraform, clients } = root;
    await prepare(stage, terraform);
    const problems: string[] = [];
    for (const time of ["first", "second"]) {
      problems.push(...(await apply(stage, root, `${time} apply`)));
      problems.push(...(await destroy(stage, terraform, clients, `${time} destroy`)));
    }
    return problems;
  },
};
