import { explained, type Survivor } from "./survivor";

/** Of where a verification goes on, and how it ends. */
export const VERIFY_LANDING_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/copier/verify-landing.ts",
    "Only a landing of more than twelve invocations runs out of attempts: none of the plans that a mutant is tried on is so long, for what it would cost; killed-landing.test.ts cuts one again and again.",
    [
      ["copied !== undefined", "true"],
      ["copied !== undefined", "false"],
      ["place.table?.recount !== true && place.table?.zone?.after !== from.table?.zone?.after", "true"],
      ["place.table?.recount !== true && place.table?.zone?.after !== from.table?.zone?.after", "false"],
      [
        "place.table?.recount !== true && place.table?.zone?.after !== from.table?.zone?.after",
        "place.table?.recount !== true || place.table?.zone?.after !== from.table?.zone?.after",
      ],
      ["place.table?.recount !== true", "true"],
      ["true", "false"],
      ["place.table?.zone?.after !== from.table?.zone?.after", "true"],
      ["copied || place.after !== from.after || counted", "true"],
      ["copied || place.after !== from.after || counted", "false"],
      [
        "copied || place.after !== from.after || counted",
        "(copied || place.after !== from.after) && counted",
      ],
      ["copied || place.after !== from.after", "false"],
      ["copied || place.after !== from.after", "copied && place.after !== from.after"],
      ["place.after !== from.after", "false"],
      ["progressed && { progressed: true as const }", "true"],
      ["progressed && { progressed: true as const }", "false"],
      ["progressed && { progressed: true as const }", "progressed || {\n  progressed: true as const\n}"],
    ],
  ),
  ...explained(
    "functions/copier/verify-landing.ts",
    "What is whole never comes there: the compiler asks for it.",
    [['end.kind === "whole"', "false"]],
  ),
  ...explained(
    "functions/copier/verify-landing.ts",
    "A part without tables is written and read: a record more, and the same manifest.",
    [["tables.length === 0", "false"]],
  ),
  ...explained(
    "functions/copier/verify-landing.ts",
    "A failure that is waited for as if time had been short, or the other way round, goes on from the same place: sooner or later.",
    [
      ["end.error !== undefined", "true"],
      ["end.error !== undefined", "false"],
    ],
  ),
  ...explained("functions/copier/verify-landing.ts", "The words of a log line, which no run reads.", [
    ["from !== given", "true"],
    ["from !== given", "false"],
  ]),
  ...explained(
    "functions/copier/verify-landing.ts",
    "A message whose place is another export's, or whose verified tables are gone: nobody writes one in this world; killed-landing.test.ts does.",
    [
      [
        "(place.after ?? prefix).startsWith(prefix) && place.parts.every((key) => key.startsWith(folder))",
        "true",
      ],
      [
        "(place.after ?? prefix).startsWith(prefix) && place.parts.every((key) => key.startsWith(folder))",
        "(place.after ?? prefix).startsWith(prefix) || place.parts.every(key => key.startsWith(folder))",
      ],
      [
        "place.parts.every((key) => key.startsWith(folder))",
        "place.parts.some(key => key.startsWith(folder))",
      ],
      ["database === first?.database && table === first.table", "true"],
      [
        "database === first?.database && table === first.table",
        "database === first?.database || table === first.table",
      ],
      ["database === first?.database", "true"],
      ["table === first.table", "true"],
      ["earlier !== undefined && (first === undefined || tables.some(isFirst))", "true"],
      [
        "earlier !== undefined && (first === undefined || tables.some(isFirst))",
        "earlier !== undefined || first === undefined || tables.some(isFirst)",
      ],
      ["earlier !== undefined", "true"],
      ["first === undefined || tables.some(isFirst)", "true"],
    ],
  ),
  ...explained(
    "functions/copier/verify-outcome.ts",
    "The copy finds the same object before, and writes the same letter.",
    [["strays.total > 0", "false"]],
  ),
  ...explained(
    "functions/copier/verify-outcome.ts",
    "The verification's wait has three attempts, and its letter the same code.",
    [["from.round + 1", "from.round - 1"]],
  ),
];
