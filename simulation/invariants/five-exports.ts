import { RDS_MAX_CONCURRENT_EXPORTS } from "../../functions/shared/limits";
import type { Invariant } from "./invariant";

export const fiveExports: Invariant = {
  name: "five exports at most",
  promise:
    "Never more than five exports of ours run at once, and none is asked for while every slot is known to be taken",
  check: ({ history: { mostExportsAtOnce, startsBeyondQuota } }) => [
    ...(mostExportsAtOnce <= RDS_MAX_CONCURRENT_EXPORTS
      ? []
      : [`${mostExportsAtOnce} exports of ours ran at once`]),
    ...(startsBeyondQuota === 0
      ? []
      : [
          `RDS was asked for an export ${startsBeyondQuota} times while every slot had long been taken, expected never`,
        ]),
  ],
};
