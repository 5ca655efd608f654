import { RDS_MAX_CONCURRENT_EXPORTS } from "../../functions/shared/limits";
import type { Invariant } from "./invariant";

export const fiveExports: Invariant = {
  name: "five exports at most",
  promise: "Never more than five exports of ours run at once",
  check: ({ history: { mostExportsAtOnce } }) =>
    mostExportsAtOnce <= RDS_MAX_CONCURRENT_EXPORTS
      ? []
      : [`${mostExportsAtOnce} exports of ours ran at once`],
};
