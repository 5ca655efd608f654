import type { Costs, CostByUse, HourlyCost } from "../prices/cost";
import { dollarsAMonth, dollarsAnHour } from "./amounts";
import { columns } from "./columns";

/** What the sandbox costs, in words. */
export function costLines({ hourly, dollarsAnHour: sum, unknown, byUse }: Costs): readonly string[] {
  if (hourly.length === 0) return ["nothing of what is there costs by the hour"];
  const more = unknown === 0 ? "" : `, and ${unknown} more of unknown price`;
  return [
    ...columns([
      ...hourly.map(hourlyRow),
      [
        "together",
        "",
        dollarsAnHour(sum),
        `${dollarsAMonth(sum)} if left on for a month of 730 hours${more}`,
      ],
    ]),
    "Billed by use besides:",
    ...byUse.map(useLine),
  ];
}

const hourlyRow = ({ what, of, dollars, page }: HourlyCost): readonly string[] => [
  what,
  of,
  dollars === null ? "no list price known here" : dollarsAnHour(dollars),
  page,
];

const useLine = ({ what, words, page }: CostByUse): string => `  ${what}: ${words} (${page})`;
