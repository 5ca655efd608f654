import type { Settings } from "./setting";

/** Of the bucket that RDS exports into. */
export const exportStorageSettings = {
  export_retention_in_days: {
    type: "number",
    description:
      "Days that the export bucket keeps the files that RDS wrote. The landing zone's copies are not touched.",
    default: 30,
    rules: [
      {
        kind: "range",
        to: "value",
        min: 21,
        max: 3650,
        integer: true,
        because:
          "since a message may wait 2 days for its workflow, lie in a dead-letter queue for 14, and be put back on the last of them to wait again: then it must still find its files",
      },
    ],
  },
} as const satisfies Settings;
